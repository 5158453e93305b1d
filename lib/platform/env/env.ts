import path from 'node:path'
import type { EmbedderSetting } from './embedder'
import { type Env, parseEnv } from './parse-env'
import { settings } from './settings'
import type { BackupSetting } from './storage'

export { type EmbedderSetting, isModelId, modelFolder, usualModel } from './embedder'
export { EnvError } from './env-error'
export { type Env, parseEnv } from './parse-env'
export type { BackupSetting } from './storage'

type Process = { env?: Env; set?: string[] }

// Next bundles its own copy of this module, and reads .env files by its own rules. Both copies use one parse.
const ofProcess: Process = ((globalThis as Record<symbol, unknown>)[Symbol.for('cairn.env')] ??= {}) as Process
const placesOf = () => (globalThis as Record<symbol, unknown>)[Symbol.for('cairn.env-places')] as Record<string, string> | undefined

/** The settings of this process, read and checked on first use. */
export function env(): Env {
  ofProcess.set ??= Object.keys(settings).filter((name) => process.env[name] && !settings[name]?.setIn)
  ofProcess.env ??= parseEnv(process.env, placesOf())
  return ofProcess.env
}

/** Returns the names of the settings that are set, without their values. */
export function namesOfSettings(): string[] {
  env()
  return ofProcess.set ?? []
}

/**
 * Gives this process another database before anything has connected. For the supervisor, the command line and tests, which start or join
 * the embedded server and know its address only then.
 */
export function setDatabase(databaseUrl: string, embedded = false): void {
  ofProcess.env = { ...env(), databaseUrl, embedded }
}

/** Treats posts of new members otherwise: for tests. */
export function setNewcomers(newcomers: Env['newcomers']): void {
  ofProcess.env = { ...env(), newcomers }
}

/** Backs up to another place: for tests. */
export function setBackups(backups: BackupSetting): void {
  ofProcess.env = { ...env(), backups }
}

/** Stores files elsewhere: for tests with two installations. */
export function setDataDir(dataDir: string): void {
  ofProcess.env = { ...env(), dataDir, goldenQueries: path.join(dataDir, 'golden-queries.json') }
}

/** Stores pictures in another bucket, or in the data folder: for tests. */
export function setS3(s3: Env['s3']): void {
  ofProcess.env = { ...env(), s3 }
}

/** Uses another search index, or none: for commands and tests that have their own server. */
export function setMeilisearch(url: string | undefined, index = env().meiliIndex, key = env().meiliKey): void {
  ofProcess.env = { ...env(), meiliUrl: url, meiliIndex: index, meiliKey: key }
}

/** Reads golden queries from another file: for tests. */
export function setGoldenQueries(file: string): void {
  ofProcess.env = { ...env(), goldenQueries: file }
}

/** Uses another embedding model, or none: for commands and tests. */
export function setEmbedder(embedder: EmbedderSetting): void {
  ofProcess.env = { ...env(), embedder }
}

/** Lets others make new tags: for tests. */
export function setNewTags(newTags: Env['newTags']): void {
  ofProcess.env = { ...env(), newTags }
}

/** Signs cookies with another secret: for a bench that shares it with the processes it starts. */
export function setSecret(secret: string | undefined): void {
  ofProcess.env = { ...env(), secret }
}
