import { authorize, type Viewer } from '../identity/viewer'
import { env } from '../platform/env'
import { type Hit, search, searchEngine } from '../search'
import { citedAddress } from '../shared'
import { readSources } from './read-sources'
import { nameOf } from './say-sources'

/** Something that can be cited: `label` is what a citation names it by. */
export type SourceName = { label: string; name: string; detail: string }

const wordsMin = 2

/**
 * Returns what an editor may cite: what an address leads to, or what a search for these words finds, the post that matches best of each
 * thread and answer. @throws DomainError `forbidden`.
 */
export async function findSources(viewer: Viewer, typed: string, countMax: number): Promise<SourceName[]> {
  authorize(viewer, 'answer.write')
  const words = typed.trim()
  if (words.length < wordsMin) return []
  const address = citedAddress(words, env().siteUrl)
  if (address !== null) {
    const source = (await readSources(viewer, 0, [address])).seen.get(address)
    return source ? [{ label: address, name: nameOf(source), detail: source.author?.displayName ?? '' }] : []
  }
  const { answer, hits } = await search(searchEngine(), viewer, { text: words, pageSize: countMax, typing: true, withFacets: false })
  return [...(answer ? [answer] : []), ...hits].slice(0, countMax).map(sourceOfHit)
}

function sourceOfHit({ kind, id, slug, title, topic, passages }: Hit): SourceName {
  const place = passages[0]?.place
  if (kind === 'answer') {
    const section = place?.type === 'section' ? `#${encodeURIComponent(place.anchor)}` : ''
    return { label: `/answers/${encodeURIComponent(slug)}${section}`, name: title, detail: 'Canonical answer' }
  }
  const number = place?.type === 'reply' ? place.number : 0
  const label = `/threads/${id}${number > 0 ? `#r${number}` : ''}`
  return { label, name: title, detail: number > 0 ? `Reply ${number}, ${topic.name}` : topic.name }
}
