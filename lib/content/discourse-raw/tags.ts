/** A tag of BBCode: `[quote="ada, post:3"]`, `[date=2026-03-09 time=14:00:00]`, `[/quote]`. */
export type BbTag = { name: string; closes: boolean; attributes: Record<string, string>; end: number }

/** A longer tag is text, so that a bracket that never closes does not cause a search to the end of the text. */
const tagLengthMax = 400

/**
 * Returns the tag that begins at a bracket, or null. `end` is the position after it. The value after its name
 * (`[details="Log"]`) is its attribute `details`.
 */
export function tagAt(text: string, start: number): BbTag | null {
  const close = closingBracket(text, start)
  if (close < 0) return null
  const inner = text.slice(start + 1, close)
  const name = /^\/?([a-z][a-z0-9-]{0,19})(?=[=\s]|$)/i.exec(inner)?.[1]?.toLowerCase()
  if (!name) return null
  const attributes: Record<string, string> = {}
  const pairs = inner.matchAll(/([a-z][\w-]{0,30})\s*=\s*(?:"([^"]*)"|'([^']*)'|“([^”]*)”|(.*?))(?=\s+[a-z][\w-]{0,30}=|\s*$)/gi)
  for (const [, key = '', ...values] of pairs)
    attributes[key.toLowerCase()] = (values.slice(0, 4).find((each) => each !== undefined) ?? '').trim()
  return { name, closes: inner.startsWith('/'), attributes, end: close + 1 }
}

function closingBracket(text: string, start: number): number {
  let quoted = false
  for (let i = start + 1; i < Math.min(text.length, start + tagLengthMax); i++) {
    const c = text[i]
    if (c === '\n') return -1
    if (c === '"') quoted = !quoted
    else if (!quoted && c === '[') return -1
    else if (!quoted && c === ']') return i
  }
  return -1
}
