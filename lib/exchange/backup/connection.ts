import pg from 'pg'
import { connectionOf } from '../../platform/db'

const connectTimeoutMs = 10_000
const endTimeoutMs = 2_000

/** Values must read the same on every server, and neither a large table nor a slow disk may end the connection. */
const settings = `set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0;
  set datestyle = iso; set timezone = 'UTC'; set intervalstyle = iso_8601; set extra_float_digits = 1; set bytea_output = hex;
  set row_security = off; set search_path = public`

/** Works on a connection of its own: those of the pool end a statement that runs long. */
export async function withOwnConnection<T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    ...connectionOf(databaseUrl),
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    application_name: 'cairn backup',
  })
  // A connection that breaks makes the statement fail that uses it; without a listener it would end the process.
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query(settings)
    return await work(client)
  } finally {
    await endOf(client)
  }
}

// A connection that is given up in the middle of a COPY never says goodbye.
async function endOf(client: pg.Client): Promise<void> {
  const { stream } = (client as unknown as { connection: { stream: { destroy(): void } } }).connection
  const timer = setTimeout(() => stream.destroy(), endTimeoutMs)
  await client.end().catch(() => undefined)
  clearTimeout(timer)
}
