import { decoded } from './decoded'

/** What an address in a citation leads to. Number 0 is the opening of a thread. */
export type CitedTarget =
  | { kind: 'post'; threadId: number; number: number }
  | { kind: 'answer'; slug: string; section: string | null }
  | { kind: 'outside'; url: string }

const idMax = 2_147_483_647

/** Returns what an address leads to, or null if nothing of it can be cited. `site` is the beginning of this site's own addresses. */
export function citedTarget(address: string, site: string): CitedTarget | null {
  const path = address.startsWith('/') ? address : address.startsWith(`${site}/`) ? address.slice(site.length) : null
  if (path === null) return /^https?:\/\/[^/]/i.test(address) && URL.canParse(address) ? { kind: 'outside', url: address } : null
  const answer = /^\/answers\/([^/?#]+)(?:\?[^#]*)?(?:#(.+))?$/.exec(path)
  if (answer?.[1] !== undefined) return { kind: 'answer', slug: decoded(answer[1]), section: answer[2] ? decoded(answer[2]) : null }
  const post = /^\/threads\/(\d{1,10})(?:\/(?:posts|[^/?#]*)(?:\/(\d{1,10}))?)?\/?(?:\?[^#]*)?(?:#(?:r(\d{1,10})|q|[^#]*))?$/.exec(path)
  if (!post) return null
  const [threadId, number] = [Number(post[1]), Number(post[3] ?? post[2] ?? 0)]
  return threadId <= idMax && number <= idMax ? { kind: 'post', threadId, number } : null
}

/** Returns the shortest address of what can be cited, as it is put into a text; null if nothing can. */
export function citedAddress(address: string, site: string): string | null {
  const target = /[\s[\]"\\^]/.test(address) ? null : citedTarget(address, site)
  if (target?.kind === 'post') return `/threads/${target.threadId}${target.number > 0 ? `#r${target.number}` : ''}`
  if (target?.kind === 'answer')
    return `/answers/${encodeURIComponent(target.slug)}${target.section ? `#${encodeURIComponent(target.section)}` : ''}`
  return target ? target.url : null
}

/** Returns the section that a label cites of an answer, also of an answer of this site by an address that the site had earlier; null if it cites none. */
export function citedSection(label: string): string | null {
  const target = citedTarget(label.replace(/^https?:\/\/[^/]+/i, ''), '')
  return target?.kind === 'answer' ? target.section : null
}
