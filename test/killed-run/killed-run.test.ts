import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { withClient } from '../../lib/platform/db/with-client'
import { eventually } from '../eventually'

const ask = (databaseUrl: string) => withClient(databaseUrl, async (client) => (await client.query('select 1 as one')).rows[0].one)

test('a run of the tests that is killed leaves no database server and no folder behind', async () => {
  const told = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-killed-')), 'told.json')
  const outer = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')))
  const run = spawn(process.execPath, [path.join(import.meta.dirname, 'run.mjs')], {
    cwd: path.resolve(import.meta.dirname, '../..'),
    env: { NODE_ENV: 'test', ...outer, KILLED_RUN_TELLS: told },
    stdio: 'ignore',
  })
  await eventually(() => expect(fs.existsSync(told) || run.exitCode !== null).toBe(true))
  const { folder, databaseUrl } = JSON.parse(fs.readFileSync(told, 'utf8'))
  expect(await ask(databaseUrl), 'its server runs').toBe(1)
  run.kill('SIGKILL')
  await eventually(async () => {
    await expect(ask(databaseUrl)).rejects.toThrow()
    expect(fs.existsSync(folder)).toBe(false)
  })
})
