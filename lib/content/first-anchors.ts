const lengthMax = 80
const reserved = new Set(['edit', 'reply', 'judge', 'history', 'mine', 'move', 'posts', 'new', 'diff', 'revisions', 'coverage', 'archive'])

/**
 * The anchor of a heading by the rule that answers were published under at first: ASCII alone, "section" where a heading
 * has none. Texts everywhere link to these anchors, so the rule stays as it is.
 */
export function firstAnchorOf(heading: string): string {
  const anchor = heading
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/c\+\+/g, 'cpp')
    .replace(/c#/g, 'csharp')
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, lengthMax)
    .replace(/-+$/, '')
  return reserved.has(anchor) ? `${anchor}-section` : anchor || 'section'
}
