import { liveAnswer, type Viewer, visibleTopic } from '../../identity/viewer'
import { db } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { decoded } from '../../shared'
import { pathOf } from './choose-related'

/** A published answer that an editor names. */
export type NamedAnswer = { id: number; slug: string; title: string }

/**
 * Returns the published answer that a text names: by its number (`12`, `#12`), its address on this site, or its title.
 * @throws DomainError `invalid` (field `answer`) where there is none, or several have this title.
 */
export async function answerNamed(viewer: Viewer, text: string): Promise<NamedAnswer> {
  const name = text.trim()
  if (!name) throw new DomainError('invalid', 'Say which answer settles them.', 'answer')
  const number = /^#?([1-9]\d{0,8})$/.exec(name)?.[1]
  const slug = decoded(/^\/?answers\/([^/?#]+)/.exec(pathOf(name))?.[1] ?? name)
  const named = [{ slug }, { title: { equals: name, mode: 'insensitive' as const } }]
  const found = await db().answer.findMany({
    where: { ...liveAnswer, topic: visibleTopic(viewer), OR: number ? [{ id: Number(number) }] : named },
    select: { id: true, slug: true, title: true },
    take: 2,
  })
  const [answer] = found
  if (!answer) throw new DomainError('invalid', 'No published answer has this title, number or address.', 'answer')
  if (found.length > 1) throw new DomainError('invalid', 'Several answers have this title: give the number or the address.', 'answer')
  return answer
}
