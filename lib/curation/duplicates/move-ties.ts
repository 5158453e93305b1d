import type { Db } from '../../platform/db'
import { bodyLengthMax } from '../../shared'

/**
 * Moves ties from a merged thread to the one that stays: links and duplicates, pins and bans, decisions that threads differ, visits that
 * opened both, views by day, the place in a gap, replies that are being written. Nothing is tied to itself, and existing ties of the one that stays are kept.
 */
export async function moveTies(tx: Db, fromId: number, intoId: number): Promise<void> {
  await tx.$executeRaw`
    with gone as (delete from thread_link where from_id = ${fromId} or to_id = ${fromId} returning *),
      moved as (select case from_id when ${fromId} then ${intoId} else from_id end as f, case to_id when ${fromId} then ${intoId} else to_id end as t,
        kind, created_at from gone)
    insert into thread_link (from_id, to_id, kind, created_at) select * from moved where f <> t on conflict do nothing`
  await tx.$executeRaw`
    with gone as (delete from related_choice where (from_kind = 'thread' and from_id = ${fromId}) or (to_kind = 'thread' and to_id = ${fromId}) returning *),
      moved as (select *, case when from_kind = 'thread' and from_id = ${fromId} then ${intoId} else from_id end as f,
        case when to_kind = 'thread' and to_id = ${fromId} then ${intoId} else to_id end as t from gone)
    insert into related_choice (from_kind, from_id, to_kind, to_id, choice, editor_id, created_at)
    select from_kind, f, to_kind, t, choice, editor_id, created_at from moved where not (from_kind = to_kind and f = t) on conflict do nothing`
  await tx.$executeRaw`
    with gone as (delete from distinct_threads where low_id = ${fromId} or high_id = ${fromId} returning *),
      moved as (select case low_id when ${fromId} then high_id else low_id end as other, editor_id, created_at from gone)
    insert into distinct_threads (low_id, high_id, editor_id, created_at)
    select least(other, ${intoId}), greatest(other, ${intoId}), editor_id, created_at from moved where other <> ${intoId} on conflict do nothing`
  await tx.$executeRaw`
    with gone as (delete from opened_together where low_id = ${fromId} or high_id = ${fromId} returning *),
      moved as (select case low_id when ${fromId} then high_id else low_id end as other, count from gone)
    insert into opened_together (low_id, high_id, count)
    select least(other, ${intoId}), greatest(other, ${intoId}), count from moved where other <> ${intoId}
    on conflict (low_id, high_id) do update set count = opened_together.count + excluded.count`
  await tx.$executeRaw`
    with gone as (delete from view_day where kind = 'thread' and subject_id = ${fromId} returning day, views)
    insert into view_day as d (kind, subject_id, day, views) select 'thread', ${intoId}, day, views from gone
    on conflict (kind, subject_id, day) do update set views = d.views + excluded.views`
  // It is in one gap at most, and stays in its own if it is in one.
  await tx.$executeRaw`
    update gap_thread set thread_id = ${intoId}, asks = null
    where thread_id = ${fromId} and not exists (select 1 from gap_thread where thread_id = ${intoId})
      and not exists (select 1 from gap_apart a where a.thread_id = ${intoId} and a.gap_id = gap_thread.gap_id)`
  await moveReplyDrafts(tx, fromId, intoId)
}

/** Replies that people are writing. Someone who is writing two of them has one, with both texts. */
async function moveReplyDrafts(tx: Db, fromId: number, intoId: number): Promise<void> {
  await tx.$executeRaw`
    with gone as (delete from reply_draft where thread_id = ${fromId} returning *)
    insert into reply_draft as d (person_id, thread_id, answers_reply_id, body, version, updated_at)
    select person_id, ${intoId}, answers_reply_id, body, version + 1, updated_at from gone
    on conflict (person_id, thread_id) do update set body = left(d.body || E'\\n\\n' || excluded.body, ${bodyLengthMax}), version = d.version + 1,
      updated_at = greatest(d.updated_at, excluded.updated_at)`
}
