import { z } from 'zod'
import { authorizePerson, topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { keysetPage, keysetRead, pool, queryRows } from '../../platform/db'
import { Draft, type DraftRow, draftColumns, draftRowOf, liveDrafts } from './draft-rows'

export type OwnDrafts = { rows: DraftRow[]; newer: string | null; older: string | null }

const draftsListed = 30

const Row = Draft.extend({ id: z.int(), value: z.string() })

/**
 * Returns a page of the drafts of canonical answers that this editor began or saved last, the last saved first. One query.
 * @throws DomainError `forbidden` unless an editor.
 */
export async function listOwnDrafts(viewer: Viewer, request: { after?: string; before?: string }): Promise<OwnDrafts> {
  const personId = authorizePerson(viewer, 'answer.write')
  const { cursor, direction, sign, ...read } = keysetRead(request, 'time')
  const rows = await queryRows(
    pool(),
    Row,
    `select a.id, d.edited_at::text as value, ${draftColumns} ${liveDrafts}
       and (d.started_by = $1 or d.edited_by = $1)
       and exists (select 1 from topic o where o.id = a.topic_id and ${topicIsVisible('o', '$2')})
       ${cursor ? `and (d.edited_at, a.id) ${sign} ($4::timestamptz, $5::int)` : ''}
     order by d.edited_at ${direction}, a.id ${direction} limit $3`,
    [personId, visibilitiesFor(viewer), draftsListed + 1, ...(cursor ? [cursor.value, cursor.id] : [])],
  )
  const { page, ...cursors } = keysetPage(rows, { count: draftsListed, ...read })
  return { rows: page.map((row) => draftRowOf(row, viewer)), ...cursors }
}
