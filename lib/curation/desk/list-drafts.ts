import { z } from 'zod'
import { authorize, topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { keysetPage, keysetRead, pool, queryRows } from '../../platform/db'
import { Draft, type DraftRow, draftColumns, draftRowOf, liveDrafts } from './draft-rows'

export const draftStates = ['review', 'writing'] as const
export type DraftState = (typeof draftStates)[number]

const draftsListed = 30

const Row = Draft.extend({ id: z.int(), value: z.string() })

type Request = { state: DraftState; after?: string; countMax?: number }

/**
 * Returns a page of the drafts of canonical answers: those in review, of which the one that waits longest is first, or those that editors
 * are writing, the last saved first. `next` is where the next page begins. One query. @throws DomainError `forbidden` unless an editor.
 */
export async function listDrafts(viewer: Viewer, request: Request): Promise<{ rows: DraftRow[]; next: string | null }> {
  authorize(viewer, 'desk.see')
  const { state, after, countMax = draftsListed } = request
  const { cursor, older } = keysetRead({ after }, 'time')
  const [direction, sign] = state === 'review' ? ['asc', '>'] : ['desc', '<']
  const rows = await queryRows(
    pool(),
    Row,
    `select a.id, d.edited_at::text as value, ${draftColumns} ${liveDrafts} and d.in_review = $1
       and exists (select 1 from topic o where o.id = a.topic_id and ${topicIsVisible('o', '$2')})
       ${cursor ? `and (d.edited_at, d.answer_id) ${sign} ($4::timestamptz, $5::int)` : ''}
     order by d.edited_at ${direction}, d.answer_id ${direction} limit $3`,
    [state === 'review', visibilitiesFor(viewer), countMax + 1, ...(cursor ? [cursor.value, cursor.id] : [])],
  )
  const { page, older: next } = keysetPage(rows, { count: countMax, older, newer: null })
  return { rows: page.map((row) => draftRowOf(row, viewer)), next }
}
