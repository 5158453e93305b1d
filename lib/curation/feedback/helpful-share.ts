import { z } from 'zod'
import { lastMajorNumber } from '../../answers'
import { topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { pool, queryRows } from '../../platform/db'
import { fullCount } from '../../shared'

/** From so many votes on, readers see the share: of fewer, it would jump with each vote, and tell how single readers voted. */
export const sharedFrom = 5

/** How many of the readers who said something said that an answer helped. */
export type HelpfulShare = { percent: number; readers: number }

const Sum = z.object({ yes: z.int(), no: z.int() })

/** Returns the share that readers see, or null where there are too few votes. 100 % is all of them. */
export function shareOf({ yes, no }: { yes: number; no: number }): HelpfulShare | null {
  const readers = yes + no
  if (readers < sharedFrom) return null
  const rounded = Math.round((100 * yes) / readers)
  return { percent: no > 0 ? Math.min(rounded, 99) : rounded, readers }
}

/** "94 % of 437 readers said yes" */
export function shareWords({ percent, readers }: HelpfulShare): string {
  return `${percent} % of ${fullCount(readers)} readers said yes`
}

/**
 * Returns the share of an answer since its last major revision, as what was said before is about another text; null also where the viewer
 * sees no such answer.
 */
export async function readHelpfulShare(viewer: Viewer, answerId: number): Promise<HelpfulShare | null> {
  const [sum] = await queryRows(pool(), Sum, {
    name: 'helpful-share',
    text: `select coalesce(sum(c.yes), 0)::int as yes, coalesce(sum(c.no), 0)::int as no
      from answer a join topic o on o.id = a.topic_id left join helpful_count c on c.answer_id = a.id
        and c.revision >= ${lastMajorNumber('a')}
      where a.id = $1 and ${topicIsVisible('o', '$2')}`,
    values: [answerId, visibilitiesFor(viewer)],
  })
  return sum ? shareOf(sum) : null
}
