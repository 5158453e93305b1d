import { hitHref, passageHref } from '@/components/search/passage-words'
import type { Similar } from '@/lib/curation/ask'
import type { Hit } from '@/lib/search'
import { counted } from '@/lib/shared'
import type { SimilarItem, SimilarItems } from './similar-list'

/** Returns what was found, as the ask form shows it. */
export function similarItems({ answer, threads }: Similar): SimilarItems {
  return { answer: answer && itemOf(answer), threads: threads.map(itemOf) }
}

function itemOf(hit: Hit): SimilarItem {
  const passage = hit.passages[0]
  const section = passage?.place.type === 'section' ? passage.place : null
  return {
    kind: hit.kind,
    id: hit.id,
    href: passage ? passageHref(hit, passage) : hitHref(hit),
    title: hit.title,
    titleMarked: hit.titleMarked,
    resolution: hit.resolution,
    where: section && `§ ${section.number} ${section.heading.map(({ text }) => text).join('')}`,
    passage: passage?.text ?? [],
    why: hit.coveredBy
      ? `settled by “${hit.coveredBy.title}”`
      : `${counted(hit.replyCount, 'reply', 'replies')}${hit.resolution === 'answered' ? ', one accepted' : ''}`,
    settles: hit.kind === 'answer' || hit.resolution !== 'unanswered',
  }
}
