/** A change within a text, by its offsets there. */
export type TextChange = { start: number; end: number; after: string }

const isSql = /\b(select|insert into|update|delete from|where|exists|join)\b/i
const value = String.raw`(?:any\s*\([^()]*\)|\$\d+(?:::\w+(?:\[\])?)?|'[^']*'(?:::\w+)?|[\w.]+(?:::\w+)?(?![\w.:]|\s*[-+*/(|]))`
/** One condition among others, as in "and t.hidden_at is null". */
const condition = new RegExp(String.raw`\s+and\s+[\w.]+\s+(?:is\s+(?:not\s+)?null\b|(?:=|<>|<=|>=|<|>)\s*${value})`, 'gi')
const nullness = /\bis (not )?null\b/gi
const direction = /\b(asc|desc)\b/gi

/** Returns changes of an SQL text: a condition left out, null for not null, the other order. None for other texts. */
export function sqlMutations(text: string): TextChange[] {
  if (!isSql.test(text)) return []
  const found = (pattern: RegExp, after: (match: RegExpMatchArray) => string): TextChange[] =>
    [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length, after: after(match) }))
  return [
    ...found(condition, () => ''),
    ...found(nullness, (match) => (match[1] ? 'is null' : 'is not null')),
    ...found(direction, (match) => (match[0].toLowerCase() === 'asc' ? 'desc' : 'asc')),
  ]
}
