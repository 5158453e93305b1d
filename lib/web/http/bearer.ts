import { createHash, timingSafeEqual } from 'node:crypto'

/** Whether an Authorization header bears this token. */
export function bearsToken(authorization: string | null | undefined, token: string): boolean {
  return isSame(/^Bearer (\S+)$/i.exec(authorization ?? '')?.[1] ?? '', token)
}

// Digests are compared, because they have the same length.
function isSame(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(wanted))
}
