/** Elements that have no content. */
export const voidElements: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'source', 'wbr'])

/** Elements that are blocks: within a line of text their tags are text. */
export const blockElements: ReadonlySet<string> = new Set(
  'blockquote caption dd details dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
)

/** Blocks whose end may be left out, as it often is. A stray end tag of theirs says nothing. */
export const optionalEnds: ReadonlySet<string> = new Set(['dd', 'dt', 'li', 'p', 'rp', 'rt', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr'])

const rowGroups = ['tbody', 'tfoot', 'thead']

/**
 * Elements that may be right within these alone. A list item in a post without a list around it would end the list item of the
 * page that the post is in: browsers look beyond every box for it.
 */
export const parentsOf: Readonly<Record<string, readonly string[]>> = {
  li: ['ol', 'ul'],
  dd: ['dl'],
  dt: ['dl'],
  rp: ['ruby'],
  rt: ['ruby'],
  summary: ['details'],
  figcaption: ['figure'],
  caption: ['table'],
  tbody: ['table'],
  tfoot: ['table'],
  thead: ['table'],
  tr: ['table', ...rowGroups],
  td: ['tr'],
  th: ['tr'],
}

/** Elements that hold no text of their own. */
export const tableParts: ReadonlySet<string> = new Set(['table', ...rowGroups, 'tr'])

/** Open elements that such a tag ends, as browsers do, back to the one it may be in. */
export const endedBy: Readonly<Record<string, readonly string[]>> = {
  li: ['li', 'p'],
  dd: ['dd', 'dt', 'p'],
  dt: ['dd', 'dt', 'p'],
  rp: ['rp', 'rt'],
  rt: ['rp', 'rt'],
  tbody: [...rowGroups, 'tr', 'td', 'th', 'caption', 'p'],
  tfoot: [...rowGroups, 'tr', 'td', 'th', 'caption', 'p'],
  thead: [...rowGroups, 'tr', 'td', 'th', 'caption', 'p'],
  tr: ['tr', 'td', 'th', 'caption', 'p'],
  td: ['td', 'th', 'p'],
  th: ['td', 'th', 'p'],
}

/** Elements around which an open paragraph does not end with a block inside. */
export const paragraphScopes: ReadonlySet<string> = new Set(['caption', 'table', 'td', 'th'])
