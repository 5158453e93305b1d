/** Codes of PostgreSQL and the network, and what is wrong. Trying again doesn’t help: a setting must be changed. */
const explanations: Record<string, string> = {
  '28P01': 'the database refuses user and password; check DATABASE_USER and DATABASE_PASSWORD, or those in DATABASE_URL',
  '28000': 'the database does not let this user in; check DATABASE_USER, or the user in DATABASE_URL',
  '3D000': 'the server has no such database; check DATABASE_NAME, or the name in DATABASE_URL',
  ENOTFOUND: 'its host is not found; check DATABASE_HOST, or the host in DATABASE_URL',
  EAI_AGAIN: 'its host is not found, or the name server does not respond; check DATABASE_HOST, or the host in DATABASE_URL',
  ENOENT: 'there is no such socket; check DATABASE_URL',
  EHOSTUNREACH: 'there is no way to its host',
  ENETUNREACH: 'there is no way to its network',
}

/** Returns in words why a connection could not be made; undefined if the error is about something else. */
export function refusalOf(error: unknown): string | undefined {
  const { code = '', syscall, message = '' } = (error ?? {}) as { code?: string; syscall?: string; message?: string }
  // Other files may be missing for other reasons.
  if (code === 'ENOENT' && syscall !== 'connect') return undefined
  const explanation = explanations[code]
  return explanation && `${explanation} (${message})`
}
