import pg from 'pg'
import { connectionOf } from '../lib/db/connection'

/** Works on a connection to that database. */
export async function withClientOf<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connectionOf(url))
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
