import { withFewMarks } from './marks'

const slugLengthMax = 80
const reserved = new Set(['edit', 'reply', 'judge', 'history', 'mine', 'move', 'posts', 'new', 'diff', 'revisions', 'coverage', 'archive'])

/**
 * A part of an address made from a title: lower case, ASCII letters and digits, hyphens between.
 * Never empty: a title without any such letter gives `fallback`.
 */
export function slugOf(title: string, fallback = 'thread'): string {
  const slug = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/c\+\+/g, 'cpp')
    .replace(/c#/g, 'csharp')
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, slugLengthMax)
    .replace(/-+$/, '')
  // Addresses of ours stand at these places already.
  return reserved.has(slug) ? `${slug}-${fallback}` : slug || fallback
}

/** A tag as it is stored: lower case, words joined by hyphens, nothing that would break an address. */
export function tagNameOf(label: string): string {
  return withFewMarks(label)
    .trim()
    .toLowerCase()
    .replace(/[\s/?#]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
}
