const lengthMax = 80
const reserved = new Set(['edit', 'reply', 'judge', 'history', 'mine', 'move', 'posts', 'new', 'diff', 'revisions', 'coverage', 'archive'])

/**
 * Returns the anchor of a heading by the rule of the first version: ASCII only, and "section" for a heading without ASCII
 * letters. Links to these anchors exist, so the rule must not change.
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
