// The forms of lines that begin blocks. Every pattern takes linear time.

const blockTags =
  'address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot th thead title tr track ul'
const blockTag = new RegExp(`^</?(?:${blockTags.split(' ').join('|')})(?:[\\s>]|/>|$)`, 'i')
const loneTag = /^<(?:\/[a-z][a-z0-9-]*\s*|[a-z][a-z0-9-]*(?:\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*\/?)>\s*$/i
const loneTagLengthMax = 1_000

/**
 * Returns how a block of raw HTML that begins with this line ends: with a line that matches `end`, or before a blank line if
 * that is null. Returns null if the line begins no HTML.
 */
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

/** Returns the text of a heading with number signs, or null for another line. */
export function headingOf(line: string): string | null {
  const found = /^#{1,6}(?=[ \t]|$)/.exec(line)
  if (!found) return null
  const text = line.slice(found[0].length).trim()
  const closing = /(?:^|[ \t])#+$/.exec(text.slice(-1_000))
  // Attributes in braces are for other programs.
  return (closing ? text.slice(0, -closing[0].length) : text).trim().replace(/(?:^|[ \t])\{[#.][^{}]{0,300}\}$/, '')
}

/** Returns the marks of the fence that begins with this line, or null. */
export function fenceOf(line: string): string | null {
  return /^(?:`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[0] ?? null
}

/** Whether the line is a rule: three or more of one sign. */
export function isRule(line: string): boolean {
  const signs = line.replace(/[ \t]/g, '')
  return signs.length >= 3 && /^[-_*]/.test(signs) && signs === signs.charAt(0).repeat(signs.length)
}

/** Whether the line underlines a heading. */
export function isUnderline(line: string): boolean {
  return /^(?:=+|-+)$/.test(line.trimEnd())
}

/**
 * Returns the list mark of a line: the indentation of its text, and whether it may interrupt a paragraph. Returns null for
 * another line.
 */
export function itemOf(line: string): { width: number; isEmpty: boolean; mayInterrupt: boolean } | null {
  const found = /^(?:[-+*]|(\d{1,9})[.)])(?=[ \t]|$)/.exec(line)
  if (!found) return null
  const rest = line.slice(found[0].length)
  const blanks = /^ */.exec(rest)?.[0].length ?? 0
  const isEmpty = rest.trim() === ''
  const width = found[0].length + (isEmpty || blanks > 4 ? 1 : blanks)
  return { width, isEmpty, mayInterrupt: !isEmpty && (found[1] === undefined || Number(found[1]) === 1) }
}

/** Whether the line is for programs with extended Markdown: the ends of a `:::` box, or attributes in braces. */
export function isDirective(line: string): boolean {
  // No two repetitions of blanks are adjacent. Otherwise a line of blanks would be read many times.
  return /^(?::{3,}[ \t]*(?:[\w-]+[ \t]*)?(?:\{[^{}]{0,300}\})?|\{:[^{}]{0,300}\})$/.test(line.trimEnd())
}

/** Returns the number of columns of the table whose second row this is, or 0. */
export function columnsOf(line: string): number {
  // A hyphen with a blank after it begins a list.
  if (!/^(?:[|:]|-(?![ \t]|$))/.test(line) || !/^[|: \t-]+$/.test(line)) return 0
  const cells = cellsOf(line)
  return cells.every((cell) => /^:?-+:?$/.test(cell)) && /[|:]/.test(line) ? cells.length : 0
}

/** Returns the cells of a row, without the bars around them. */
export function cellsOf(line: string): string[] {
  const cells: string[] = []
  const row = line.trim()
  let cell = ''
  for (let i = row.startsWith('|') ? 1 : 0; i < row.length; i++) {
    const sign = row.charAt(i)
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
