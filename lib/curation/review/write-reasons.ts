import { z } from 'zod'
import { type Db, queryRows } from '../../platform/db'
import { expirePages, pageTags } from '../../platform/expiry'
import type { Reason } from './reasons'

/** Removes reasons that are none any more. */
export async function removeReasons(tx: Db, reasons: Reason[]): Promise<void> {
  if (reasons.length === 0) return
  await tx.$executeRaw`delete from answer_review_reason r using unnest(${reasons.map(({ answerId }) => answerId)}::int[],
    ${reasons.map(({ reason }) => reason)}::text[]) u(answer_id, reason) where r.answer_id = u.answer_id and r.reason = u.reason::review_reason`
}

/** Writes new reasons, and those that changed. */
export async function writeReasons(tx: Db, reasons: Reason[]): Promise<void> {
  if (reasons.length === 0) return
  const ids = reasons.map(({ answerId }) => answerId)
  await tx.$executeRaw`insert into answer_review (answer_id) select distinct u.id from unnest(${ids}::int[]) u(id) on conflict do nothing`
  await tx.$executeRaw`insert into answer_review_reason (answer_id, reason, since, latest, count)
    select u.answer_id, u.reason::review_reason, u.since, u.latest, u.count
    from unnest(${ids}::int[], ${reasons.map(({ reason }) => reason)}::text[], ${reasons.map(({ since }) => since)}::timestamptz[],
      ${reasons.map(({ latest }) => latest)}::timestamptz[], ${reasons.map(({ count }) => count)}::int[]) u(answer_id, reason, since, latest, count)
    on conflict (answer_id, reason) do update set since = excluded.since, latest = excluded.latest, count = excluded.count`
}

const Id = z.object({ id: z.int() })

/**
 * Notes since when answers need review, and how much they are used: views in ninety days, and one for each thread that they cover. Expires
 * the pages that say so.
 */
export async function summarise(tx: Db, answerIds: number[]): Promise<void> {
  if (answerIds.length === 0) return
  const changed = await queryRows(
    tx,
    Id,
    `with now as (select u.id, (select min(since) from answer_review_reason r where r.answer_id = u.id) as since,
         a.cover_count + coalesce((select sum(v.views) from view_day v where v.kind = 'answer' and v.subject_id = u.id
           and v.day > (now() at time zone 'utc')::date - 90), 0)::int as use
       from unnest($1::int[]) u(id) join answer a on a.id = u.id),
     old as (select w.answer_id, w.since from answer_review w join now on now.id = w.answer_id for update of w),
     written as (update answer_review w set since = now.since, use = now.use,
         snoozed_until = case when now.since is not null then w.snoozed_until end
       from now where now.id = w.answer_id)
     select now.id from now join old on old.answer_id = now.id where old.since is distinct from now.since`,
    [answerIds],
  )
  await expireListed(
    tx,
    changed.map(({ id }) => id),
  )
}

/** Pages and feeds that show how answers stand: their own, and those of their topics and tags. */
async function expireListed(tx: Db, answerIds: number[]): Promise<void> {
  if (answerIds.length === 0) return
  const select = { id: true, topicId: true, areaId: true, tags: { select: { tagId: true } } }
  const answers = await tx.answer.findMany({ where: { id: { in: answerIds } }, select })
  const tagsOf = ({ id, topicId, areaId, tags }: (typeof answers)[number]) => [
    pageTags.answer(id),
    pageTags.topic(topicId),
    pageTags.topic(areaId),
    ...tags.map(({ tagId }) => pageTags.tag(tagId)),
  ]
  await expirePages(tx, [pageTags.front, ...answers.flatMap(tagsOf)])
}
