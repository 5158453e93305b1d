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

// Next bundles its own copy of this module, and reads .env files by rules of its own: both copies must hold to one reading.
const ofProcess: Process = ((globalThis as Record<symbol, unknown>)[Symbol.for('cairn.env')] ??= {}) as Process
const placesOf = () => (globalThis as Record<symbol, unknown>)[Symbol.for('cairn.env-places')] as Record<string, string> | undefined

/** The settings of this process, read and checked on first use. */
export function env(): Env {
  ofProcess.set ??= Object.keys(settings).filter((name) => process.env[name] && !settings[name]?.setIn)
  ofProcess.env ??= parseEnv(process.env, placesOf())
  return ofProcess.env
}

/** Names of the settings that are set, without what they are set to. */
export function namesOfSettings(): string[] {
  env()
  return ofProcess.set ?? []
}

/**
 * Puts another database under this process before anything has connected. For the supervisor, the command
 * line and tests, which start or join the embedded server and only then know its address.
 */
export function setDatabase(databaseUrl: string, embedded = false): void {
  ofProcess.env = { ...env(), databaseUrl, embedded }
}

/** Saves to another place: for tests. */
export function setBackups(backups: BackupSetting): void {
  ofProcess.env = { ...env(), backups }
}

/** Keeps files elsewhere: for tests that have two installations. */
export function setDataDir(dataDir: string): void {
  ofProcess.env = { ...env(), dataDir, goldenQueries: path.join(dataDir, 'golden-queries.json') }
}

/** Keeps pictures in another bucket, or in the data folder: for tests. */
export function setS3(s3: Env['s3']): void {
  ofProcess.env = { ...env(), s3 }
}

/** Serves searches from another index, or from none: for commands and tests that have a server of their own. */
export function setMeilisearch(url: string | undefined, index = env().meiliIndex, key = env().meiliKey): void {
  ofProcess.env = { ...env(), meiliUrl: url, meiliIndex: index, meiliKey: key }
}

/** Reads golden queries from another file: for tests. */
export function setGoldenQueries(file: string): void {
  ofProcess.env = { ...env(), goldenQueries: file }
}

/** Gives texts their meaning by another model, or by none: for commands and tests. */
export function setEmbedder(embedder: EmbedderSetting): void {
  ofProcess.env = { ...env(), embedder }
}

/** Signs cookies with another secret: a bench that starts processes of its own shares it with them. */
export function setSecret(secret: string | undefined): void {
  ofProcess.env = { ...env(), secret }
}
