import { z } from 'zod'
import { type Db, queryRows } from '../platform/db'
import { placedIn } from './claims'
import { keepDropped, takeBack } from './dropped-citations'
import { followCitations } from './follow-citations'
import { columnsOf, Known } from './known-citation'
import { targetsOf } from './targets'

/** What is flagged for another reason stays so. */
const movedAt = ({ state, noticed_at }: Known, at: Date) =>
  state === 'fine' ? { state: 'moved' as const, noticed_at: at } : { state, noticed_at }

const Found = z.object({
  thread_id: z.int().nullable(),
  reply_id: z.int().nullable(),
  cited_answer_id: z.int().nullable(),
  revision: z.int().nullable(),
})

/**
 * Stores what the next text of a locked answer cites. A source that a text before cited beside the same words keeps the revision that was
 * cited; one whose sentence has become another is flagged. The caller expires the pages of what is cited now, or was (`pagesOfSources()`).
 */
export async function writeCitations(tx: Db, answerId: number, body: string, at: Date): Promise<void> {
  const before = await queryRows(tx, Known, 'select * from citation where answer_id = $1::int order by position for update', [answerId])
  const claims = placedIn(body)
  if (before.length + claims.length === 0) return
  const followed = followCitations(before, claims, body)
  const returned = await takeBack(
    tx,
    answerId,
    claims.map((each, i) => (followed[i] ? null : each)),
  )
  const fresh = await findTargets(
    tx,
    claims.map(({ label }) => label),
  )
  const rows = claims.flatMap((each, position) => {
    const kept = followed[position]
    if (kept) return [{ ...kept.known, ...(kept.isMoved ? movedAt(kept.known, at) : {}), ...each, position }]
    const back = returned[position]
    if (back) return [{ ...back, ...each, position }]
    const found = fresh[position]
    if (!found) return []
    const { thread_id, reply_id, cited_answer_id, revision } = found
    const target = { thread_id, reply_id, cited_answer_id, cited_revision: revision, checked_up_to: revision }
    return [{ ...each, position, ...target, cited_at: at, verified_at: null, state: 'fine' as const, noticed_at: null }]
  })
  const stays = new Set(followed.map((each) => each?.known))
  await keepDropped(
    tx,
    answerId,
    before.filter((known) => !stays.has(known)),
  )
  await tx.$executeRaw`delete from citation where answer_id = ${answerId}`
  await tx.citation.createMany({
    data: rows.map((row) => ({ answerId, position: row.position, ...columnsOf(row) })),
  })
}

/**
 * Finds what labels mean now, in their order; null for what is not there, such as a number that a merged thread had. Its opening is a reply
 * now. Outside documents are always there. One statement.
 */
async function findTargets(tx: Db, labels: string[]): Promise<(z.infer<typeof Found> | null)[]> {
  const { threadIds, numbers, slugs, kinds } = targetsOf(labels)
  const rows = await queryRows(
    tx,
    Found.extend({ there: z.boolean() }),
    `select t.id as thread_id, r.id as reply_id, a.id as cited_answer_id,
       coalesce(r.revision_number, t.revision_number, a.revision_number) as revision,
       case u.kind when 'post' then t.id is not null and (u.number = 0 or r.id is not null) when 'answer' then a.id is not null else u.kind = 'outside' end as there
     from unnest($1::text[], $2::int[], $3::int[], $4::text[]) with ordinality as u(kind, thread_id, number, slug, place)
       left join thread named on named.id = u.thread_id
       left join reply r on r.id = case when u.number > 0
         then (select x.id from reply x where x.thread_id = named.id and x.number = u.number) else named.merged_as_id end
       left join thread t on t.id = coalesce(r.thread_id, named.merged_into_id, named.id)
       left join answer a on a.slug = u.slug and a.revision_number > 0
     order by u.place`,
    [kinds, threadIds, numbers, slugs],
  )
  return rows.map((row) => (row.there ? row : null))
}
