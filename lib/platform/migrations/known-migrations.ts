import fs from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { withClient } from '../db'
import { projectRoot } from '../env'
import { DomainError } from '../errors'
import { refuseHalfRestored } from './restoring'

// The copy of this module that the server loads reads them; the one in Next's bundle does not know where it is.
const shared = ((globalThis as Record<symbol, unknown>)[Symbol.for('cairn.migrations')] ??= {}) as { names?: string[] }

/** The folder of the migrations. */
export const migrationsFolder = () => path.join(projectRoot(), 'prisma/migrations')

/** Returns the migrations of this program, the oldest first. */
export function knownMigrations(): string[] {
  shared.names ??= fs
    .readdirSync(migrationsFolder(), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
  return shared.names
}

export type MigrationState = {
  applied: number
  /** In this program, and not applied. */
  missing: string[]
  /** Applied, and not in this program. */
  unknown: string[]
}

/** Compares the migrations of a database with those of this program. */
export async function migrationState(client: { query: pg.Client['query'] | pg.Pool['query'] }): Promise<MigrationState> {
  const query = client.query.bind(client) as pg.Client['query']
  const { rows: tables } = await query(`select to_regclass('public._prisma_migrations') as found`)
  const { rows } = tables[0].found
    ? await query('select migration_name from _prisma_migrations where finished_at is not null')
    : { rows: [] }
  const applied = new Set(rows.map((row) => row.migration_name as string))
  const known = knownMigrations()
  return {
    applied: applied.size,
    missing: known.filter((name) => !applied.has(name)),
    unknown: [...applied].filter((name) => !known.includes(name)),
  }
}

/** Refuses a database of a newer version. @throws DomainError `conflict` if it has migrations that this program does not know. */
export function refuseNewer({ unknown }: MigrationState): void {
  if (unknown.length > 0)
    throw new DomainError(
      'conflict',
      `The database is newer than this program: it has the migration ${unknown[0]}. Update Cairn, or use another database.`,
    )
}

/**
 * Checks the schema for everything that does not migrate its database itself. @throws DomainError `conflict` if the schema is older or
 * newer than this program, or half restored.
 */
export async function requireMigrated(databaseUrl: string): Promise<void> {
  await withClient(databaseUrl, async (client) => {
    await refuseHalfRestored(client)
    const state = await migrationState(client)
    refuseNewer(state)
    const { missing } = state
    if (missing.length === 0) return
    const what =
      state.applied === 0 ? 'The database is empty' : `The database is older than this program: it lacks the migration ${missing[0]}`
    const more = state.applied > 0 && missing.length > 1 ? ` and ${missing.length - 1} more` : ''
    throw new DomainError('conflict', `${what}${more}. Run \`npm run cairn -- migrate\` once, or start with \`npm start\`.`)
  })
}
