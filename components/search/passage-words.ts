import type { MarkedSegment } from '@/components/ui/marked'
import type { Hit, Passage } from '@/lib/search'
import { urls } from '@/lib/shared'

/** Returns the label of a passage: "Question", "Reply 2, accepted", "§ 3 Heading". */
export function passageLabel({ place }: Passage): MarkedSegment[] {
  switch (place.type) {
    case 'opening':
      return [{ text: 'Question', mark: false }]
    case 'reply':
      return [{ text: `Reply ${place.number}${place.accepted ? ', accepted' : ''}`, mark: false }]
    case 'section':
      return [{ text: `§ ${place.number} `, mark: false }, ...place.heading]
    case 'summary':
      return [{ text: 'Summary', mark: false }]
  }
}

/** Returns the address of the post that matched. */
export function passageHref(hit: Hit, { place }: Passage): string {
  if (hit.kind === 'answer') return place.type === 'section' ? urls.answerSection(hit.slug, place.anchor) : urls.answer(hit.slug)
  if (place.type !== 'reply') return urls.thread(hit)
  return urls.reply(hit, place.number)
}

/** Returns the address of a whole result. */
export function hitHref(hit: Hit): string {
  return hit.kind === 'answer' ? urls.answer(hit.slug) : urls.thread(hit)
}
