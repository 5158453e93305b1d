import { execFileSync } from 'node:child_process'

/** The account that the database server runs as: the current user or, for root, another one. */
export type Identity = { uid: number; gid: number } | Record<string, never>

/** PostgreSQL refuses to run as root, so root uses the account `postgres`, or `nobody` if there is none. */
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

/** Whether that identity can reach and read the path. The system is asked, so that access lists count, too. */
export function canRead(identity: Identity, target: string): boolean {
  try {
    execFileSync('test', ['-r', target], { ...identity, stdio: 'ignore', cwd: '/' })
    return true
  } catch {
    return false
  }
}
