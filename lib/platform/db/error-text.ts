/**
 * Returns everything that a failed query says in one text: PostgreSQL's code and message may be in Prisma's `meta`, in a cause, or in the
 * message. Never throws, even for a parameter that JSON can't express.
 */
export function errorText(error: unknown): string {
  const { code, cause, meta } = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>
  return [code, asText(meta), asText(cause), error instanceof Error ? error.message : asText(error)].join(' ')
}

function asText(value: unknown): string {
  if (value === undefined || value === null) return ''
  try {
    const told = JSON.stringify(value, (_key, inner) => (typeof inner === 'bigint' ? `${inner}` : inner))
    return `${told} ${value instanceof Error ? value.message : ''}`
  } catch {
    return String(value)
  }
}
