import pg from 'pg'
import { connectionOf } from './connection'

/** Runs `work` on its own connection to a database, which is given by its address or its parts, and closes the connection. */
export async function withClient<T>(database: string | pg.PoolConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(typeof database === 'string' ? connectionOf(database) : database)
  // A connection that is lost between two statements: the next statement says so. Without a listener the process would end.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
