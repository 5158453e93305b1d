import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import pg from 'pg'
import { connectionOf } from '../db'
import { projectRoot } from '../env'
import { MigrationAdapterFactory } from './migration-adapter'

/** The files of the schema, as the engine takes them. */
export function schemaFiles(): { path: string; content: string }[] {
  const folder = path.join(projectRoot(), 'prisma/schema')
  return fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => path.join(folder, name))
    .map((file) => ({ path: file, content: fs.readFileSync(file, 'utf8') }))
}

// The package has no types for its inner module; this is the part that is used here.
export type SchemaEngine = {
  applyMigrations(input: object): Promise<{ appliedMigrationNames: string[] }>
  diff(input: object): Promise<{ exitCode: number; stdout: string | null }>
}

/** Runs `work` with Prisma's schema engine, connected to that database. */
export async function withSchemaEngine<T>(databaseUrl: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  engineModule ??= loadEngineModule()
  const { SchemaEngine } = await engineModule
  const datamodels = schemaFiles().map(({ path, content }) => [path, content])
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

// One instance for the whole process: the bindings keep views of the first instance's memory and read garbage from a second one.
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
