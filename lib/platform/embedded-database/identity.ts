import { execFileSync } from 'node:child_process'

/** Whom the database server runs as: nothing for an ordinary user, another account when we are root. */
export type Identity = { uid: number; gid: number } | Record<string, never>

/**
 * PostgreSQL refuses to run as root, so root lends it the account `postgres`, or `nobody` where that does not exist.
 */
export function serverIdentity(): Identity {
  if (process.getuid?.() !== 0) return {}
  for (const account of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) => Number(execFileSync('id', [flag, account], { stdio: ['ignore', 'pipe', 'ignore'] }))
      return { uid: id('-u'), gid: id('-g') }
    } catch {}
  }
  throw new Error('PostgreSQL can’t run as root, and there is no account "postgres" or "nobody" to lend it.')
}

/** Whether that identity can reach and read the path. Asked of the system, so that access lists count too. */
export function canRead(identity: Identity, target: string): boolean {
  try {
    execFileSync('test', ['-r', target], { ...identity, stdio: 'ignore', cwd: '/' })
    return true
  } catch {
    return false
  }
}
