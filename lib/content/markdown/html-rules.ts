/** Elements without content. */
export const voidElements: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'source', 'wbr'])

/** Block elements. Within a line of text their tags are text. */
export const blockElements: ReadonlySet<string> = new Set(
  'blockquote caption dd details dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
)

/** Block elements whose end tag is optional. A stray end tag of theirs is ignored. */
export const optionalEnds: ReadonlySet<string> = new Set(['dd', 'dt', 'li', 'p', 'rp', 'rt', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr'])

const rowGroups = ['tbody', 'tfoot', 'thead']

/**
 * Elements that are allowed only directly in these. A list item without a list in a post would end the list item of the page
 * that contains the post, because browsers look for it beyond every box.
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

/** Elements that have no text of their own. */
export const tableParts: ReadonlySet<string> = new Set(['table', ...rowGroups, 'tr'])

/** Open elements that such a tag ends, as in browsers, back to the element in which it is allowed. */
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

/** Elements in which a block does not end a paragraph that is open outside. */
export const paragraphScopes: ReadonlySet<string> = new Set(['caption', 'table', 'td', 'th'])
