/** A slug or name as a part of an address: they hold letters of any script, tags also "#" and "+". */
export const part = encodeURIComponent

/** Yes as "1"; no is left out. */
export function flags(options: Record<string, string | boolean | undefined>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [name, value === true ? '1' : value || undefined]))
}

/** An address with its parameters; those without a value are left out. */
export function withQuery(path: string, query: Record<string, string | string[] | undefined>): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value]) if (each) parameters.append(name, each)
  }
  const text = parameters.toString()
  return text ? `${path}?${text}` : path
}
