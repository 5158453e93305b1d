import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { type PrismaPg, PrismaPg as PrismaPgFactory } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import pg from 'pg'
import { advisoryLocks, connectionOf, withClient } from '../db'
import { projectRoot } from '../env'
import { knownMigrations, migrationState, migrationsFolder, refuseNewer } from './known-migrations'
import { refuseHalfRestored } from './restoring'
import { searchTables } from './search-tables'

const schemaFile = () => path.join(projectRoot(), 'prisma/schema.prisma')

const filters = {
  externalTables: searchTables,
  externalEnums: [],
}

/** For a restore: `only` these migrations, and into a database that is not whole yet. */
export type MigrateOptions = { only?: Set<string>; restoring?: boolean }

/**
 * Applies what is missing of prisma/migrations, under an advisory lock, and returns the names applied.
 * Uses Prisma's schema engine as WebAssembly, so that nothing is downloaded; `prisma migrate deploy` does the same.
 * @throws DomainError `conflict` if the database has migrations this program does not know, or is half restored.
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

/**
 * What `migrate` would apply to a database that is in use; nothing for one that is new.
 * @throws DomainError `conflict` where `migrate` would.
 */
export async function pendingMigrations(databaseUrl: string): Promise<string[]> {
  return withClient(databaseUrl, async (client) => {
    const state = await migrationState(client)
    if (state.applied === 0) return []
    await refuseHalfRestored(client)
    refuseNewer(state)
    return state.missing
  })
}

/** The SQL that leads from the migrations to schema.prisma; empty when they agree. Needs the right to create a database. */
export async function schemaDrift(databaseUrl: string): Promise<string> {
  return withSchemaEngine(databaseUrl, async (engine) => {
    const content = fs.readFileSync(schemaFile(), 'utf8')
    const result = await engine.diff({
      from: { tag: 'migrations', ...migrationsList() },
      to: { tag: 'schemaDatamodel', files: [{ path: schemaFile(), content }] },
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

// The package has no types for its inner module; this is the part of it that is used here.
type SchemaEngine = {
  applyMigrations(input: object): Promise<{ appliedMigrationNames: string[] }>
  diff(input: object): Promise<{ exitCode: number; stdout: string | null }>
}

async function withSchemaEngine<T>(databaseUrl: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  engineModule ??= loadEngineModule()
  const { SchemaEngine } = await engineModule
  const datamodels = [[schemaFile(), fs.readFileSync(schemaFile(), 'utf8')]]
  // A pool of ours, because the engine leaves one of its own open. Never a connection string: pg lets it win over
  // `database`, and the shadow database would be the main one.
  const pool = new pg.Pool({ ...connectionOf(databaseUrl), max: 2 })
  try {
    const factory = bindMigrationAwareSqlAdapterFactory(new MigrationAdapterFactory(pool, connectionOf(databaseUrl)))
    return await work(await SchemaEngine.new({ datamodels }, () => {}, factory))
  } finally {
    await pool.end()
  }
}

type EngineModule = { SchemaEngine: { new: (...args: unknown[]) => Promise<SchemaEngine> } }

// Once a process: the bindings keep views of the first instance's memory and read rubbish from a second one.
let engineModule: Promise<EngineModule> | undefined

async function loadEngineModule(): Promise<EngineModule> {
  const require = createRequire(import.meta.url)
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg' as string)
  const wasmFile = path.join(path.dirname(require.resolve('@prisma/schema-engine-wasm')), 'schema_engine_bg.wasm')
  const instance = new WebAssembly.Instance(new WebAssembly.Module(fs.readFileSync(wasmFile)), {
    './schema_engine_bg.js': bindings,
  })
  bindings.__wbg_set_wasm(instance.exports)
  const start = instance.exports.__wbindgen_start as (() => void) | undefined
  start?.()
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => console.error(message) },
  })
  return bindings
}

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>

class MigrationAdapterFactory extends PrismaPgFactory {
  constructor(
    pool: pg.Pool,
    private readonly connection: pg.PoolConfig,
  ) {
    super(pool)
  }

  override async connect(): Promise<Adapter> {
    return mended(await super.connect())
  }

  // PrismaPg drops its shadow database before it closes the pool that uses it; here the order is right.
  override async connectToShadowDb(): Promise<Adapter> {
    const database = `shadow_${crypto.randomUUID().replaceAll('-', '')}`
    const main = await super.connect()
    await main.executeScript(`CREATE DATABASE "${database}" TEMPLATE template0`)
    const shadow = mended(await new PrismaPgFactory({ ...this.connection, database }).connect())
    const dispose = shadow.dispose.bind(shadow)
    shadow.dispose = async () => {
      await dispose()
      await main.executeScript(`DROP DATABASE "${database}" WITH (FORCE)`)
      await main.dispose()
    }
    return shadow
  }
}

/**
 * Mends two things of the adapter. The engine reads catalogue columns of PostgreSQL's type "char", which it does not
 * map. And it cuts scripts at every semicolon, also inside the body of a function: the server takes them whole.
 */
function mended(adapter: Adapter): Adapter {
  const charOid = 18
  const textOid = 25
  // biome-ignore lint/suspicious/noExplicitAny: performIO and client are private in the adapter's types.
  const inner = adapter as any
  inner.executeScript = async (script: string) => {
    await inner.client.query(script)
  }
  const charColumns = new WeakMap<object, number[]>()
  const performIO = inner.performIO.bind(inner)
  const queryRaw = inner.queryRaw.bind(inner)
  inner.performIO = async (query: unknown) => {
    const result = await performIO(query)
    const columns: number[] = []
    result.fields?.forEach((field: { dataTypeID: number }, index: number) => {
      if (field.dataTypeID !== charOid) return
      field.dataTypeID = textOid
      columns.push(index)
    })
    if (result.rows) charColumns.set(result.rows, columns)
    return result
  }
  inner.queryRaw = async (query: unknown) => {
    const result = await queryRaw(query)
    for (const index of charColumns.get(result.rows) ?? []) result.columnTypes[index] = ColumnTypeEnum.Character
    return result
  }
  return adapter
}
