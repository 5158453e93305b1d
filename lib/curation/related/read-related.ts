import { z } from 'zod'
import { excerpt, joinPostText, joinSection, plainTexts } from '../../content'
import { answerIsLive, isUncontested, topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { pool, queryRows, Resolution } from '../../platform/db'
import { relatedCountMax } from '../../shared'
import { successorOf } from './read-known'
import { type Reason, reasonColumn } from './reason'

const passageLength = 90

/** A link under "Related". */
export type RelatedView = {
  kind: 'thread' | 'answer'
  id: number
  slug: string
  title: string
  resolution: 'unanswered' | 'answered' | 'covered'
  reason: Reason
  /** The beginning of its text, if that is the reason. */
  passage: string
}

const Row = z.object({
  kind: z.enum(['thread', 'answer']),
  id: z.int(),
  slug: z.string(),
  title: z.string(),
  resolution: z.enum(Resolution),
  reason: reasonColumn,
  plain: z.string().nullable(),
  body: z.string().nullable(),
})

/**
 * Returns the stored related links of a thread or answer that the viewer may see, the best first. An archived answer is replaced by its
 * successor. The answer that covers a thread is above it and is not listed again, even if the list is older. One query.
 */
export async function readRelated(viewer: Viewer, kind: 'thread' | 'answer', id: number): Promise<RelatedView[]> {
  const rows = await queryRows(pool(), Row, {
    name: 'related',
    text: `select kind, id, slug, title, resolution, reason, plain, body from (select distinct on (l.to_kind, l.final_id) l.position, l.to_kind as kind, l.final_id as id, coalesce(t.slug, a.slug) as slug, coalesce(t.title, a.title) as title,
        coalesce(t.standing, 'covered') as resolution, l.reason, case when l.reason->>'kind' <> 'meaning' then '' else left(coalesce(x.own, x.plain, case when a.summary = '' then '' else s.plain end), 1000) end as plain,
        case when l.reason->>'kind' = 'meaning' and coalesce(x.plain, s.plain) is null then left(coalesce(t.body, a.summary), 1000) else '' end as body
      from (select *, ${successorOf('to_kind', 'to_id')} as final_id from related_link where from_kind = $1::subject_kind and from_id = $2) l
      left join thread t on l.to_kind = 'thread' and t.id = l.final_id and t.hidden_at is null
        ${joinPostText('x', 't.id', '0')}
      left join answer a on l.to_kind = 'answer' and a.id = l.final_id and ${answerIsLive('a')}
        ${joinSection('s', 'a', "''")}
      join topic o on o.id = coalesce(t.topic_id, a.topic_id)
      where ${topicIsVisible('o', '$3')} and (l.final_id <> $2 or l.to_kind <> $1::subject_kind)
        and not (l.to_kind = 'answer' and $1::subject_kind = 'thread' and l.reason->>'kind' <> 'pinned' and exists (
          select 1 from coverage v where v.thread_id = $2 and v.answer_id = l.final_id and ${isUncontested('v')}))
      order by l.to_kind, l.final_id, l.position) found order by position limit $4`,
    values: [kind, id, visibilitiesFor(viewer), relatedCountMax],
  })
  const words = await plainTexts(rows, true)
  return rows.map(({ plain, body, ...row }, i) => ({ ...row, passage: excerpt(words[i] as string, passageLength) }))
}
