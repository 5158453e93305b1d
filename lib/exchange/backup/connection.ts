import pg from 'pg'
import { connectionOf } from '../../platform/db'

const connectTimeoutMs = 10_000
const endTimeoutMs = 2_000

/** Values must have the same form on every server. A large table or a slow disk must not end the connection. */
const settings = `set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0;
  set datestyle = iso; set timezone = 'UTC'; set intervalstyle = iso_8601; set extra_float_digits = 1; set bytea_output = hex;
  set row_security = off; set search_path = public`

/** Uses a connection of its own, because those of the pool end statements that run long. */
export async function withOwnConnection<T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    ...connectionOf(databaseUrl),
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    application_name: 'cairn backup',
  })
  // If the connection breaks, the statement that uses it fails. Without a listener the error would end the process.
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query(settings)
    return await work(client)
  } finally {
    await endOf(client)
  }
}

// A connection that ends in the middle of a COPY never confirms it.
async function endOf(client: pg.Client): Promise<void> {
  const { stream } = (client as unknown as { connection: { stream: { destroy(): void } } }).connection
  const timer = setTimeout(() => stream.destroy(), endTimeoutMs)
  await client.end().catch(() => undefined)
  clearTimeout(timer)
}
