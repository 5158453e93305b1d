import { expect, test } from 'vitest'
import { env } from '../env'
import { pool } from './client'
import { withClient } from './with-client'

test('a connection that is lost between two statements fails the next one, and nothing else', async () => {
  const working = withClient(env().databaseUrl as string, async (client) => {
    const { rows } = await client.query('select pg_backend_pid() as pid')
    const isLost = new Promise((resolve) => client.once('end', resolve))
    await pool().query('select pg_terminate_backend($1)', [rows[0].pid])
    await isLost
    await client.query('select 1')
  })
  await expect(working).rejects.toThrow()
})
