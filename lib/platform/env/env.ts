import path from 'node:path'
import { z } from 'zod'
import { withoutSecrets } from '../../shared'
import { databaseUrlOf } from './database-url'
import { EnvError } from './env-error'
import { databaseAddress, hostName, languages, url, wholeNumber } from './fields'

export { EnvError, languages }

const schema = z.object({
  PORT: wholeNumber(1, 65535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  CAIRN_URL: url(['http:', 'https:']).optional(),
  CAIRN_NAME: z.string().min(1).max(60).default('Cairn'),
  CAIRN_DESCRIPTION: z
    .string()
    .regex(/^[^\r\n]{1,300}$/, 'must be one line of at most 300 characters')
    .optional(),
  CAIRN_DATA_DIR: z.string().min(1).default('.data'),
  CAIRN_LANGUAGE: z.enum(languages, `must be one of ${languages.join(', ')}`).default('english'),
  CAIRN_TRUSTED_PROXIES: wholeNumber(0, 10).default(0),
  // The worker keeps up to four while it holds locks.
  CAIRN_DB_CONNECTIONS: wholeNumber(6, 200).default(10),
  CAIRN_PAGE_CACHE_MB: wholeNumber(0, 65536).default(128),
  CAIRN_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  CAIRN_METRICS_TOKEN: z
    .string()
    .regex(/^\S{16,200}$/, 'must have at least 16 characters and no space')
    .optional(),
  CAIRN_SIGN_UP: z.enum(['open', 'invitation', 'closed'], 'must be open, invitation or closed').default('open'),
  SMTP_URL: url(['smtp:', 'smtps:']).optional(),
  CAIRN_MAIL_FROM: z.string().min(3).max(200).optional(),
  CAIRN_S3_URL: url(['http:', 'https:']).optional(),
  CAIRN_S3_KEY: z.string().min(1).optional(),
  CAIRN_S3_SECRET: z.string().min(1).optional(),
  CAIRN_S3_REGION: z.string().min(1).default('us-east-1'),
  CAIRN_BACKUP_TO: z.string().min(1).optional(),
  CAIRN_BACKUP_KEY: z.string().min(1).optional(),
  CAIRN_BACKUP_SECRET: z.string().min(1).optional(),
  CAIRN_BACKUP_REGION: z.string().min(1).optional(),
  // Set by the supervisor for the processes it starts.
  CAIRN_EMBEDDED: z.string().optional(),
  CAIRN_EVAL_DIR: z.string().min(1).optional(),
  // Read before this: lib/platform/env/env-file.mjs.
  CAIRN_ENV_FILE: z.string().min(1).optional(),
  DATABASE_URL: databaseAddress.optional(),
  DATABASE_HOST: hostName.optional(),
  DATABASE_PORT: wholeNumber(1, 65535).default(5432),
  DATABASE_USER: z.string().min(1).optional(),
  DATABASE_PASSWORD: z.string().min(1).optional(),
  DATABASE_NAME: z.string().min(1).default('cairn'),
  MEILI_URL: url(['http:', 'https:']).optional(),
  MEILI_KEY: z.string().min(1).optional(),
  MEILI_MASTER_KEY: z.string().min(1).optional(),
  MEILI_INDEX: z
    .string()
    .regex(/^[\w-]{1,40}$/, 'must be at most 40 letters, digits, - or _')
    .default('cairn'),
  CAIRN_GOLDEN_QUERIES: z.string().min(1).optional(),
  CAIRN_EMBEDDER: z.enum(['local', 'http', 'none'], 'must be local, http or none').optional(),
  CAIRN_MODEL: z.string().min(1).optional(),
  CAIRN_MODEL_NAME: z.string().min(1).max(200).optional(),
  CAIRN_MODEL_KEY: z.string().min(1).optional(),
  CAIRN_MODEL_HUB: url(['http:', 'https:']).default('https://huggingface.co'),
})

/** Settings whose value no message repeats. */
const secret = /SECRET|KEY|TOKEN|PASSWORD|DATABASE_URL|SMTP_URL/

/** Set by whoever starts a process, and nothing to set again elsewhere. */
const ofTheStart = ['CAIRN_EMBEDDED', 'CAIRN_ENV_FILE']

/** Names of all settings. */
export const settingNames = Object.keys(schema.shape)

/** What an installation can set. The table in README.md says what each is for. */
export type Env = {
  port: number
  host: string
  /** Origin for feeds, sitemap and canonical links, without a slash at the end. */
  siteUrl: string
  siteName: string
  /** One sentence about the site, on its home page and in feeds. */
  siteDescription: string | undefined
  /** Absolute. */
  dataDir: string
  language: (typeof languages)[number]
  /** How many proxies in front add to X-Forwarded-For; 0 means the socket's address is the reader's. */
  trustedProxies: number
  /** Most connections one process opens to the database. */
  databaseConnections: number
  pageCacheMegabytes: number
  /** Signs cookies. Undefined: one is made in the data folder at the first start. */
  secret: string | undefined
  /** Whoever knows it may read /metrics. Undefined: only programs on this machine may. */
  metricsToken: string | undefined
  signUp: 'open' | 'invitation' | 'closed'
  /** Without one, mail lands in a folder. */
  smtpUrl: string | undefined
  mailFrom: string
  /** Where pictures are kept; undefined means the data folder. `url` ends with the bucket. */
  s3: { url: string; key: string; secret: string; region: string } | undefined
  /** Where automatic backups go. */
  backups: BackupSetting
  /** The database is the one that this installation brings, and so saved without being asked. */
  embedded: boolean
  evalDir: string | undefined
  databaseUrl: string | undefined
  meiliUrl: string | undefined
  /** Undefined: the one that `cairn search-key` has put into the data folder, if any. */
  meiliKey: string | undefined
  /** For `cairn search-key` alone; web and worker need not have it. */
  meiliMasterKey: string | undefined
  /** Name of the index; several installations may share a server. */
  meiliIndex: string
  /** File of queries and what they must find. Absolute. */
  goldenQueries: string
  embedder: EmbedderSetting
  /** Where `cairn model fetch` finds models. */
  modelHub: string
}

/** `given`: it was set, so that a database of somebody else's is saved too. `url` ends with the bucket. */
export type BackupSetting =
  | { kind: 'off' }
  | { kind: 'folder'; folder: string; given: boolean }
  | { kind: 'bucket'; url: string; key: string; secret: string; region: string; given: true }

/** Which model gives texts their meaning. */
export type EmbedderSetting =
  | { kind: 'none' }
  /** `given`: what was set; undefined: the usual model, where it was fetched. */
  | { kind: 'local'; folder: string; given: string | undefined }
  | { kind: 'http'; url: string; name: string; key: string | undefined }

/** The model that `cairn model fetch` brings where none is named. */
export const usualModel = 'Xenova/all-MiniLM-L6-v2'

/**
 * Reads and checks the settings. `places` says where each was read, for messages.
 * @throws EnvError naming every wrong setting.
 */
export function parseEnv(source: Record<string, string | undefined>, places: Record<string, string> = {}): Env {
  // An empty value in a compose file or a shell means "not set".
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(set)
  if (!parsed.success) {
    throw new EnvError(
      parsed.error.issues
        .map(({ path, message }) => {
          const name = String(path[0])
          const value = secret.test(name) ? '' : `; it is "${withoutSecrets(set[name] ?? '')}"`
          return `${name} ${message}${value}${places[name] ? ` (${places[name]})` : ''}.`
        })
        .join(' '),
    )
  }
  const e = parsed.data
  return {
    port: e.PORT,
    host: e.HOST,
    siteUrl: (e.CAIRN_URL ?? `http://localhost:${e.PORT}`).replace(/\/+$/, ''),
    siteName: e.CAIRN_NAME,
    siteDescription: e.CAIRN_DESCRIPTION,
    dataDir: path.resolve(e.CAIRN_DATA_DIR),
    language: e.CAIRN_LANGUAGE,
    trustedProxies: e.CAIRN_TRUSTED_PROXIES,
    databaseConnections: e.CAIRN_DB_CONNECTIONS,
    pageCacheMegabytes: e.CAIRN_PAGE_CACHE_MB,
    secret: e.CAIRN_SECRET,
    metricsToken: e.CAIRN_METRICS_TOKEN,
    signUp: e.CAIRN_SIGN_UP,
    smtpUrl: e.SMTP_URL,
    mailFrom:
      e.CAIRN_MAIL_FROM ?? `${e.CAIRN_NAME.replace(/[<>"\r\n]/g, '')} <cairn@${new URL(e.CAIRN_URL ?? 'http://localhost').hostname}>`,
    s3: s3Of(e),
    backups: backupsOf(e),
    embedded: Boolean(e.CAIRN_EMBEDDED),
    evalDir: e.CAIRN_EVAL_DIR,
    databaseUrl: databaseUrlOf(e),
    meiliUrl: e.MEILI_URL,
    meiliKey: e.MEILI_KEY,
    meiliMasterKey: e.MEILI_MASTER_KEY,
    meiliIndex: e.MEILI_INDEX,
    goldenQueries: path.resolve(e.CAIRN_GOLDEN_QUERIES ?? path.join(e.CAIRN_DATA_DIR, 'golden-queries.json')),
    embedder: embedderOf(e),
    modelHub: e.CAIRN_MODEL_HUB.replace(/\/+$/, ''),
  }
}

function embedderOf(e: z.infer<typeof schema>): EmbedderSetting {
  const model = e.CAIRN_MODEL
  const isAddress = model !== undefined && /^https?:\/\//.test(model)
  const kind = e.CAIRN_EMBEDDER ?? (isAddress ? 'http' : 'local')
  if (kind === 'none') return { kind }
  if (kind === 'http') {
    if (!model || !isAddress || !URL.canParse(model))
      throw new EnvError('CAIRN_EMBEDDER=http needs CAIRN_MODEL, the address of an embeddings endpoint.')
    return { kind, url: model, name: e.CAIRN_MODEL_NAME ?? 'default', key: e.CAIRN_MODEL_KEY }
  }
  if (isAddress)
    throw new EnvError(`CAIRN_EMBEDDER=local needs a folder or the id of a model in CAIRN_MODEL; it is "${withoutSecrets(model)}".`)
  return { kind, folder: modelFolder(e.CAIRN_DATA_DIR, model ?? usualModel), given: model }
}

/** Whether it has the form of an id of the hub. */
export function isModelId(model: string): boolean {
  return /^[\w-][\w.-]*\/[\w-][\w.-]*$/.test(model)
}

/** Where a model is kept: `owner/name` is an id of the hub, kept in the data folder; everything else is a folder. */
export function modelFolder(dataDir: string, model: string): string {
  return isModelId(model) ? path.resolve(dataDir, 'models', model) : path.resolve(model)
}

function s3Of(e: z.infer<typeof schema>): Env['s3'] {
  if (!e.CAIRN_S3_URL) return undefined
  if (!e.CAIRN_S3_KEY || !e.CAIRN_S3_SECRET) throw new EnvError('CAIRN_S3_URL needs CAIRN_S3_KEY and CAIRN_S3_SECRET.')
  return { url: e.CAIRN_S3_URL.replace(/\/+$/, ''), key: e.CAIRN_S3_KEY, secret: e.CAIRN_S3_SECRET, region: e.CAIRN_S3_REGION }
}

function backupsOf(e: z.infer<typeof schema>): BackupSetting {
  const to = e.CAIRN_BACKUP_TO
  if (to === 'off') return { kind: 'off' }
  if (!to || !/^https?:\/\//.test(to)) {
    return { kind: 'folder', folder: path.resolve(to ?? path.join(e.CAIRN_DATA_DIR, 'backups')), given: to !== undefined }
  }
  const [key, secret] = [e.CAIRN_BACKUP_KEY ?? e.CAIRN_S3_KEY, e.CAIRN_BACKUP_SECRET ?? e.CAIRN_S3_SECRET]
  if (!URL.canParse(to) || !key || !secret)
    throw new EnvError('CAIRN_BACKUP_TO names a bucket and needs CAIRN_BACKUP_KEY and CAIRN_BACKUP_SECRET, or those of CAIRN_S3.')
  return { kind: 'bucket', url: to.replace(/\/+$/, ''), key, secret, region: e.CAIRN_BACKUP_REGION ?? e.CAIRN_S3_REGION, given: true }
}

type Process = { env?: Env; set?: string[] }

// Next bundles its own copy of this module, and reads .env files by rules of its own: both copies must hold to one reading.
const ofProcess: Process = ((globalThis as Record<symbol, unknown>)[Symbol.for('cairn.env')] ??= {}) as Process
const placesOf = () => (globalThis as Record<symbol, unknown>)[Symbol.for('cairn.env-places')] as Record<string, string> | undefined

/** The settings of this process, read and checked on first use. */
export function env(): Env {
  ofProcess.set ??= settingNames.filter((name) => process.env[name] && !ofTheStart.includes(name))
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
