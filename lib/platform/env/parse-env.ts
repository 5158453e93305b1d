import path from 'node:path'
import { withoutSecrets } from '../../shared'
import { databaseUrlOf } from './database-url'
import { embedderOf } from './embedder'
import { EnvError } from './env-error'
import { newcomersOf } from './newcomers'
import { schema, settings, type Values } from './settings'
import { backupsOf, bucketOf } from './storage'

/** The settings as the program uses them. lib/platform/env/settings says what each is for. */
export type Env = ReturnType<typeof parseEnv>

/**
 * Reads and checks the settings. `places` says where each was read, for messages.
 * @throws EnvError naming every wrong setting.
 */
export function parseEnv(source: Record<string, string | undefined>, places: Record<string, string> = {}) {
  const values = checked(source, places)
  const siteUrl = (values.CAIRN_URL ?? `http://localhost:${values.PORT}`).replace(/\/+$/, '')
  return {
    port: values.PORT,
    host: values.HOST,
    /** Origin for feeds, sitemap and canonical links, without a slash at the end. */
    siteUrl,
    siteName: values.CAIRN_NAME,
    siteDescription: values.CAIRN_DESCRIPTION,
    /** A mail address, or the address of a page; if undefined, people turn to the administrators. */
    contact: values.CAIRN_CONTACT,
    /** Absolute. */
    dataDir: path.resolve(values.CAIRN_DATA_DIR),
    language: values.CAIRN_LANGUAGE,
    /** With 0, the socket's address is the reader's. */
    trustedProxies: values.CAIRN_TRUSTED_PROXIES,
    databaseConnections: values.CAIRN_DB_CONNECTIONS,
    pageCacheMegabytes: values.CAIRN_PAGE_CACHE_MB,
    /** If undefined, one is made in the data folder at the first start. */
    secret: values.CAIRN_SECRET,
    metricsToken: values.CAIRN_METRICS_TOKEN,
    signUp: values.CAIRN_SIGN_UP,
    newTags: values.CAIRN_NEW_TAGS,
    newcomers: newcomersOf(values),
    /** Whether links of canonical answers to other sites are checked. */
    checkLinks: values.CAIRN_CHECK_LINKS === 'on',
    smtpUrl: values.SMTP_URL,
    mailFrom: values.CAIRN_MAIL_FROM ?? usualSender(values),
    /** If undefined, nobody may report mail that came back over HTTP. */
    bounceToken: values.CAIRN_BOUNCE_TOKEN,
    /** Where pictures are kept; undefined means the data folder. */
    s3: bucketOf(values),
    backups: backupsOf(values),
    /** Bounds of an import from the browser, in bytes and files. */
    imports: {
      bytes: values.CAIRN_IMPORT_MB * 1_000_000,
      unpackedBytes: values.CAIRN_IMPORT_UNPACKED_MB * 1_000_000,
      files: values.CAIRN_IMPORT_FILES,
    },
    /** The database is the embedded one, which is backed up without being asked. */
    embedded: Boolean(values.CAIRN_EMBEDDED),
    evalDir: values.CAIRN_EVAL_DIR,
    databaseUrl: databaseUrlOf(values),
    meiliUrl: values.MEILI_URL,
    /** If undefined, the key that `cairn search-key` has put into the data folder, if any. */
    meiliKey: values.MEILI_KEY,
    /** For `cairn search-key` only; web and worker don't need it. */
    meiliMasterKey: values.MEILI_MASTER_KEY,
    meiliIndex: values.MEILI_INDEX,
    /** Absolute. */
    goldenQueries: path.resolve(values.CAIRN_GOLDEN_QUERIES ?? path.join(values.CAIRN_DATA_DIR, 'golden-queries.json')),
    embedder: embedderOf(values),
    modelHub: values.CAIRN_MODEL_HUB.replace(/\/+$/, ''),
  }
}

function checked(source: Record<string, string | undefined>, places: Record<string, string>): Values {
  // An empty value in a compose file or a shell means "not set".
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(set)
  if (parsed.success) return parsed.data
  const sentences = parsed.error.issues.map(({ path, message }) => {
    const name = String(path[0])
    const value = settings[name]?.secret ? '' : `; it is "${withoutSecrets(set[name] ?? '')}"`
    return `${name} ${message}${value}${places[name] ? ` (${places[name]})` : ''}.`
  })
  throw new EnvError(sentences.join(' '))
}

function usualSender({ CAIRN_NAME, CAIRN_URL }: Values): string {
  return `${CAIRN_NAME.replace(/[<>"\r\n]/g, '')} <cairn@${new URL(CAIRN_URL ?? 'http://localhost').hostname}>`
}
