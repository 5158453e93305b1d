import pg from 'pg'
import { env } from '../env'
import { log } from '../log'
import { connectionOf } from './connection'
import { type Prisma, PrismaClient } from './generated/client'
import { OneAtATimeAdapter } from './prisma-adapter'

/** A statement that runs longer is a bug; an error is better than a connection that is busy for ever. */
const statementTimeoutMs = 30_000
const connectTimeoutMs = 5_000

/** What writes take: the client, or a transaction. */
export type Db = Prisma.TransactionClient

type Shared = { pool?: pg.Pool; prisma?: PrismaClient }

// Next bundles its own copy of this module; both copies share one pool.
const shared: Shared = ((globalThis as Record<symbol, unknown>)[Symbol.for('cairn.db')] ??= {}) as Shared

/** The one pool of this process, for SQL that Prisma can't express. */
export function pool(): pg.Pool {
  if (!shared.pool) {
    const { databaseUrl, databaseConnections } = env()
    if (!databaseUrl) throw new Error('No database: set DATABASE_URL, or start through `npm start`.')
    shared.pool = new pg.Pool({
      ...connectionOf(databaseUrl),
      max: databaseConnections,
      connectionTimeoutMillis: connectTimeoutMs,
      statement_timeout: statementTimeoutMs,
      application_name: 'cairn',
    })
    // A connection that breaks while it is idle must not end the process: the pool replaces it.
    shared.pool.on('error', (error) => log('warn', 'idle database connection lost', { error: error.message }))
    // Nor must a connection that breaks between two statements of a transaction: the next statement fails and says so.
    shared.pool.on('connect', (client) => client.on('error', () => undefined))
  }
  return shared.pool
}

/** The Prisma client of this process, over the same pool. */
export function db(): PrismaClient {
  shared.prisma ??= new PrismaClient({ adapter: new OneAtATimeAdapter(pool()) })
  return shared.prisma
}

/** Ends all connections; the next call of `db` or `pool` opens new ones. */
export async function disconnect(): Promise<void> {
  const { prisma, pool: open } = shared
  shared.prisma = undefined
  shared.pool = undefined
  await prisma?.$disconnect()
  await open?.end().catch(() => undefined)
}
