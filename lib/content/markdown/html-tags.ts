/** A piece of raw HTML. `source` is the original text. */
export type HtmlToken =
  | { kind: 'text' | 'comment' | 'other'; source: string }
  | { kind: 'open'; source: string; name: string; selfCloses: boolean }
  | { kind: 'close'; source: string; name: string }

// The patterns of CommonMark. Each part begins with a character that the part before it can't contain, so that nothing is read twice.
const attribute = /\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?/.source
const tagName = /[a-z][a-z0-9-]*/.source
const token = new RegExp(
  [
    `<(?<open>${tagName})(?:${attribute})*\\s*(?<end>/?)>`,
    `</(?<close>${tagName})\\s*>`,
    '(?<comment><!--(?:>|->|[\\s\\S]*?-->))',
    '(?<other><\\?[\\s\\S]*?\\?>|<!\\[CDATA\\[[\\s\\S]*?\\]\\]>|<![a-z][^>]*>)',
  ].join('|'),
  'giy',
)

/** Cuts raw HTML into tags, comments, instructions, declarations and the text between them. Everything else is text. */
export function tokensOf(html: string): HtmlToken[] {
  const tokens: HtmlToken[] = []
  /** Kinds of ends, such as that of a comment, that were not found. They are not looked for again. */
  const endless = new Set<string>()
  let textFrom = 0
  const addText = (until: number) => {
    if (until > textFrom) tokens.push({ kind: 'text', source: html.slice(textFrom, until) })
  }
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', at)) {
    const opening = /^<(?:!--|\?|!\[|!)/.exec(html.slice(at, at + 4))?.[0]
    token.lastIndex = at
    const found = opening !== undefined && endless.has(opening) ? null : token.exec(html)
    if (!found) {
      if (opening !== undefined) endless.add(opening)
      at++
      continue
    }
    addText(at)
    tokens.push(tokenOf(found[0], found.groups as Record<string, string | undefined>))
    at = textFrom = token.lastIndex
  }
  addText(html.length)
  return tokens
}

function tokenOf(source: string, { open, end, close, comment }: Record<string, string | undefined>): HtmlToken {
  if (open !== undefined) return { kind: 'open', source, name: open.toLowerCase(), selfCloses: end === '/' }
  if (close !== undefined) return { kind: 'close', source, name: close.toLowerCase() }
  return { kind: comment === undefined ? 'other' : 'comment', source }
}
