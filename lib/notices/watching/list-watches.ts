import { z } from 'zod'
import { answerIsLive, authorizePerson, topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { pool, queryRows } from '../../platform/db'
import { watchedKinds } from '../events'

export const watchPageSize = 50

const Row = z.object({
  kind: z.enum(watchedKinds),
  id: z.int(),
  state: z.enum(['watching', 'muted']),
  /** Title or name, and slug or name for the address; null for what the person can't see any more. */
  title: z.string().nullable(),
  slug: z.string().nullable(),
  /** When it began, in microseconds. */
  at: z.string(),
})

export type WatchRow = z.output<typeof Row>

/** The place of a row in the list. */
export type WatchCursor = { at: string; kind: string; id: number }

/** The place of a row as an address has it. */
export const watchCursorOf = ({ at, kind, id }: WatchCursor) => `${at}-${kind}-${id}`

/** Reads the place of a row; null for what is none. */
export function parseWatchCursor(text: string | undefined): WatchCursor | null {
  const [, at, kind, id] = /^(\d{1,16})-(thread|topic|tag|answer)-(\d{1,9})$/.exec(text ?? '') ?? []
  return at && kind && id ? { at, kind, id: Number(id) } : null
}

/** Returns what the person follows or has muted, the latest first, and whether more follow. One query. @throws DomainError `forbidden`. */
export async function listWatches(viewer: Viewer, after: WatchCursor | null): Promise<{ rows: WatchRow[]; more: boolean }> {
  const personId = authorizePerson(viewer, 'notice.read', true)
  const rows = await queryRows(
    pool(),
    Row,
    `select w.kind::text as kind, w.subject_id as id, w.state::text as state, (extract(epoch from w.created_at) * 1000000)::bigint::text as at,
       coalesce(t.title, o.name, g.name, a.title) as title, coalesce(t.slug, o.slug, g.name, a.slug) as slug
     from watch w
     left join lateral (select t.title, t.slug from thread t join topic tp on tp.id = t.topic_id
       where w.kind = 'thread' and t.id = w.subject_id and t.hidden_at is null and ${topicIsVisible('tp', '$2')}) t on true
     left join topic o on w.kind = 'topic' and o.id = w.subject_id and ${topicIsVisible('o', '$2')}
     left join tag g on w.kind = 'tag' and g.id = w.subject_id
     left join lateral (select a.title, a.slug from answer a join topic ap on ap.id = a.topic_id
       where w.kind = 'answer' and a.id = w.subject_id and ${answerIsLive('a')} and ${topicIsVisible('ap', '$2')}) a on true
     where w.person_id = $1 and w.state <> 'stopped'
       and ($3::bigint is null or (w.created_at, w.kind, w.subject_id) < (to_timestamp($3::bigint / 1000000.0), $4::subject_kind, $5::int))
     order by w.created_at desc, w.kind desc, w.subject_id desc limit ${watchPageSize + 1}`,
    [personId, visibilitiesFor(viewer), after?.at ?? null, after?.kind ?? null, after?.id ?? null],
  )
  return { rows: rows.slice(0, watchPageSize), more: rows.length > watchPageSize }
}
