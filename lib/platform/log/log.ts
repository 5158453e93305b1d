type Fields = Record<string, string | number | boolean | null | undefined>

/**
 * Writes one line of JSON to standard error. Callers pass ids and counts, never bodies, addresses or cookies.
 */
export function log(level: 'info' | 'warn' | 'error', message: string, fields: Fields = {}): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, message, ...fields })}\n`)
}

/** Returns the message of a thrown value, for a log line or a person. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
