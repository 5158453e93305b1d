// What a line may begin, by its own words. Every pattern takes time that grows with the line's length alone.

const blockTags =
  'address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot th thead title tr track ul'
const blockTag = new RegExp(`^</?(?:${blockTags.split(' ').join('|')})(?:[\\s>]|/>|$)`, 'i')
const loneTag = /^<(?:\/[a-z][a-z0-9-]*\s*|[a-z][a-z0-9-]*(?:\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*\/?)>\s*$/i
const loneTagLengthMax = 1_000

/** How a block of raw HTML that begins with this line ends: with a line that has `end`, or, where that is null, before a blank one. */
export function htmlStart(line: string, inParagraph: boolean): { end: RegExp | null } | null {
  if (!line.startsWith('<')) return null
  if (/^<(?:script|pre|style|textarea)(?:[\s>]|$)/i.test(line)) return { end: /<\/(?:script|pre|style|textarea)>/i }
  if (line.startsWith('<!--')) return { end: /-->/ }
  if (line.startsWith('<?')) return { end: /\?>/ }
  if (line.startsWith('<![CDATA[')) return { end: /\]\]>/ }
  if (/^<![a-z]/i.test(line)) return { end: />/ }
  if (blockTag.test(line)) return { end: null }
  return !inParagraph && line.length <= loneTagLengthMax && loneTag.test(line) ? { end: null } : null
}

/** The text of a heading with number signs; null for another line. */
export function headingOf(line: string): string | null {
  const found = /^#{1,6}(?=[ \t]|$)/.exec(line)
  if (!found) return null
  const text = line.slice(found[0].length).trim()
  const closing = /(?:^|[ \t])#+$/.exec(text.slice(-1_000))
  // Attributes in braces are meant for other programs.
  return (closing ? text.slice(0, -closing[0].length) : text).trim().replace(/(?:^|[ \t])\{[#.][^{}]{0,300}\}$/, '')
}

/** The marks of a fence that begins with this line; null where none does. */
export function fenceOf(line: string): string | null {
  return /^(?:`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[0] ?? null
}

/** Whether the line is a rule: three or more of one sign. */
export function isRule(line: string): boolean {
  const signs = line.replace(/[ \t]/g, '')
  return signs.length >= 3 && /^[-_*]/.test(signs) && signs === (signs[0] as string).repeat(signs.length)
}

/** Whether the line underlines a heading. */
export function isUnderline(line: string): boolean {
  return /^(?:=+|-+)$/.test(line.trimEnd())
}

/** A mark of a list with what follows, and how far its text is indented; null for another line. */
export function itemOf(line: string): { width: number; isEmpty: boolean; mayInterrupt: boolean } | null {
  const found = /^(?:[-+*]|(\d{1,9})[.)])(?=[ \t]|$)/.exec(line)
  if (!found) return null
  const rest = line.slice(found[0].length)
  const blanks = /^ */.exec(rest)?.[0].length ?? 0
  const isEmpty = rest.trim() === ''
  const width = found[0].length + (isEmpty || blanks > 4 ? 1 : blanks)
  return { width, isEmpty, mayInterrupt: !isEmpty && (found[1] === undefined || Number(found[1]) === 1) }
}

/** Whether the line is made for programs that know more of Markdown than this: the ends of a `:::` box, attributes in braces. */
export function isDirective(line: string): boolean {
  // No two repeats of blanks touch, or a line of blanks is read over and over.
  return /^(?::{3,}[ \t]*(?:[\w-]+[ \t]*)?(?:\{[^{}]{0,300}\})?|\{:[^{}]{0,300}\})$/.test(line.trimEnd())
}

/** How many columns a table has whose second row this is; 0 where it is none. */
export function columnsOf(line: string): number {
  // A hyphen with a blank behind it begins a list.
  if (!/^(?:[|:]|-(?![ \t]|$))/.test(line) || !/^[|: \t-]+$/.test(line)) return 0
  const cells = cellsOf(line)
  return cells.every((cell) => /^:?-+:?$/.test(cell)) && /[|:]/.test(line) ? cells.length : 0
}

/** The cells of a row, without the bars around them. */
export function cellsOf(line: string): string[] {
  const cells: string[] = []
  const row = line.trim()
  let cell = ''
  for (let i = row.startsWith('|') ? 1 : 0; i < row.length; i++) {
    const sign = row[i] as string
    if (sign === '\\' && row[i + 1] === '|') {
      cell += '|'
      i++
    } else if (sign === '\\' && i + 1 < row.length) {
      cell += sign + row[++i]
    } else if (sign === '|') {
      cells.push(cell.trim())
      cell = ''
    } else cell += sign
  }
  if (cell.trim() !== '' || !row.endsWith('|')) cells.push(cell.trim())
  return cells
}
