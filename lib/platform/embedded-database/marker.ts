import fs from 'node:fs'
import path from 'node:path'
import { DomainError } from '../errors'

/** Says that the data folder has had a whole database, and where it is kept. */
const markerOf = (dataDir: string) => path.join(dataDir, 'postgres.made')
/** There while a first database is being made: whatever was left by a start that was killed is of no worth. */
const beginningOf = (dataDir: string) => path.join(dataDir, 'postgres.new')

/** All that a first start of a Cairn without markers leaves behind when it is killed. */
const ofFirstStart = /^(supervisor\.lock|postgres\.lock|postgres\.password|postgres)$|\.lock\.\d+|^\.password-\d+$/
/** PostgreSQL gives lower numbers to the databases that initdb makes. */
const firstOwnDatabase = 16_384

/**
 * Whether a database of somebody's is in the cluster. A cluster without one holds nothing of worth: initdb was
 * interrupted, or the start right after it.
 */
export function holdsDatabase(clusterDir: string): boolean {
  try {
    return fs.readdirSync(path.join(clusterDir, 'base')).some((name) => Number(name) >= firstOwnDatabase)
  } catch (error) {
    // A folder that can't be read may hold one: that must not look like a first start.
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return false
    throw error
  }
}

/**
 * Called where the cluster is missing. @throws DomainError `conflict` if the data folder has had a database: a copy of
 * the folder alone, a disk that is not mounted or a folder that was closed must not become an empty site in silence.
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

/** Notes that the database is whole. */
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
    // Damaged, and yet it says that there was a database.
    return { folder: path.join(dataDir, 'postgres') }
  }
}

/** Folders from before there were markers: a password, and anything that a first start does not leave. */
function isMarkedByContent(dataDir: string): boolean {
  const names = fs.readdirSync(dataDir)
  return names.includes('postgres.password') && names.some((name) => !ofFirstStart.test(name))
}
