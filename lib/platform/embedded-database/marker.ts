import fs from 'node:fs'
import path from 'node:path'
import { DomainError } from '../errors'

/** Exists if the data folder has had a complete database; says where that is. */
const markerOf = (dataDir: string) => path.join(dataDir, 'postgres.made')
/** Exists while a first database is being made. What a killed start left is of no value then. */
const beginningOf = (dataDir: string) => path.join(dataDir, 'postgres.new')

/** Everything that a killed first start of a version without markers leaves behind. */
const ofFirstStart = /^(supervisor\.lock|postgres\.lock|postgres\.password|postgres)$|\.lock\.\d+|^\.password-\d+$/
/** PostgreSQL gives lower numbers to databases that initdb makes. */
const firstOwnDatabase = 16_384

/**
 * Whether the cluster contains someone's database. Without one it holds nothing of value: initdb was interrupted, or the start right after
 * it.
 */
export function holdsDatabase(clusterDir: string): boolean {
  try {
    return fs.readdirSync(path.join(clusterDir, 'base')).some((name) => Number(name) >= firstOwnDatabase)
  } catch (error) {
    // A folder that can't be read may contain one, which must not look like a first start.
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return false
    throw error
  }
}

/**
 * Called if the cluster is missing. @throws DomainError `conflict` if the data folder has had a database: a copy of the folder alone, an
 * unmounted disk or a closed folder must not silently become an empty site.
 */
export function refuseLostDatabase(dataDir: string, clusterDir: string): void {
  if (fs.existsSync(beginningOf(dataDir))) return
  const marker = readMarker(dataDir)
  if (!marker && !isMarkedByContent(dataDir)) return
  const folder = marker?.folder ?? clusterDir
  const elsewhere = folder === clusterDir ? '' : ` Cairn looks for it in ${clusterDir} now.`
  throw new DomainError(
    'conflict',
    `The database of ${dataDir} is missing: it was kept in ${folder}.${elsewhere} Bring that folder back, or restore a backup with ` +
      '`npm run cairn -- restore FILE`. To begin with an empty database instead: `npm start -- --new-database`.',
  )
}

/** Notes that a first database is being made. */
export function noteBeginning(dataDir: string): void {
  fs.writeFileSync(beginningOf(dataDir), '')
}

/** Notes that the database is complete. */
export function noteWhole(dataDir: string, clusterDir: string): void {
  if (readMarker(dataDir)?.folder !== clusterDir) {
    const own = `${markerOf(dataDir)}.${process.pid}`
    fs.writeFileSync(own, `${JSON.stringify({ made: new Date().toISOString(), folder: clusterDir })}\n`)
    fs.renameSync(own, markerOf(dataDir))
  }
  fs.rmSync(beginningOf(dataDir), { force: true })
}

function readMarker(dataDir: string): { folder: string } | undefined {
  try {
    return JSON.parse(fs.readFileSync(markerOf(dataDir), 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    // The file is damaged, but it shows that there was a database.
    return { folder: path.join(dataDir, 'postgres') }
  }
}

/** Folders of versions without markers: a password, and something that a first start does not leave. */
function isMarkedByContent(dataDir: string): boolean {
  const names = fs.readdirSync(dataDir)
  return names.includes('postgres.password') && names.some((name) => !ofFirstStart.test(name))
}
