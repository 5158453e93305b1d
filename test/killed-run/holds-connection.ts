// A test file of another run, by itself: uses its database, says where everything is, and never ends.
import fs from 'node:fs'
import os from 'node:os'
import { test } from 'vitest'
import { pool } from '../../lib/platform/db/client'
import { env } from '../../lib/platform/env/env'

test('a test that is under way', async () => {
  await pool().query('select 1')
  const told = process.env.KILLED_RUN_TELLS as string
  fs.writeFileSync(`${told}.partial`, JSON.stringify({ folder: os.tmpdir(), databaseUrl: env().databaseUrl }))
  fs.renameSync(`${told}.partial`, told)
  await new Promise(() => setInterval(() => undefined, 1_000))
})
