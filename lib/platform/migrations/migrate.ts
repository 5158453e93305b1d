import fs from 'node:fs'
import path from 'node:path'
import { advisoryLocks, withClient } from '../db'
import { knownMigrations, migrationState, migrationsFolder, refuseNewer } from './known-migrations'
import { refuseHalfRestored } from './restoring'
import { schemaFiles, withSchemaEngine } from './schema-engine'
import { searchEnums, searchTables } from './search-tables'

const filters = {
  externalTables: searchTables,
  externalEnums: searchEnums,
}

/** For a restore: applies `only` these migrations, into a database that is not complete yet. */
export type MigrateOptions = { only?: Set<string>; restoring?: boolean }

/**
 * Applies the missing migrations of prisma/migrations under an advisory lock, and returns their names. Uses Prisma's schema engine as
 * WebAssembly, so that nothing is downloaded; `prisma migrate deploy` does the same. @throws DomainError `conflict` if the database has
 * migrations that this program does not know, or is half restored.
 */
export async function migrate(databaseUrl: string, { only, restoring }: MigrateOptions = {}): Promise<string[]> {
  return withClient(databaseUrl, async (lock) => {
    await lock.query('select pg_advisory_lock($1)', [advisoryLocks.migrating])
    if (!restoring) await refuseHalfRestored(lock)
    refuseNewer(await migrationState(lock))
    return withSchemaEngine(databaseUrl, async (engine) => {
      const result = await engine.applyMigrations({ migrationsList: migrationsList(only), filters })
      return result.appliedMigrationNames
    })
  })
}

/** Returns what `migrate` would apply to a database in use; nothing for a new one. @throws DomainError `conflict` as `migrate` does. */
export async function pendingMigrations(databaseUrl: string): Promise<string[]> {
  return withClient(databaseUrl, async (client) => {
    const state = await migrationState(client)
    if (state.applied === 0) return []
    await refuseHalfRestored(client)
    refuseNewer(state)
    return state.missing
  })
}

/** Returns the SQL that leads from the migrations to prisma/schema; empty if they agree. Needs the right to create a database. */
export async function schemaDrift(databaseUrl: string): Promise<string> {
  return withSchemaEngine(databaseUrl, async (engine) => {
    const result = await engine.diff({
      from: { tag: 'migrations', ...migrationsList() },
      to: { tag: 'schemaDatamodel', files: schemaFiles() },
      script: true,
      exitCode: true,
      filters,
    })
    return result.exitCode === 0 ? '' : (result.stdout ?? '')
  })
}

function migrationsList(only?: Set<string>) {
  const names = knownMigrations().filter((name) => !only || only.has(name))
  return {
    baseDir: migrationsFolder(),
    shadowDbInitScript: '',
    lockfile: {
      path: 'migration_lock.toml',
      content: fs.readFileSync(path.join(migrationsFolder(), 'migration_lock.toml'), 'utf8'),
    },
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: fs.readFileSync(path.join(migrationsFolder(), name, 'migration.sql'), 'utf8') },
      },
    })),
  }
}
