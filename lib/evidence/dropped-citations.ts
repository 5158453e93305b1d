import { z } from 'zod'
import { type Db, queryRows } from '../platform/db'
import { isSameClaim, type Placed } from './claims'
import { columnsOf, Known } from './known-citation'

const Dropped = Known.extend({ id: z.int() })

/** Keeps sources that an answer cites no more as they are: an undo brings them back, and nobody has verified them in between. */
export async function keepDropped(tx: Db, answerId: number, dropped: Known[]): Promise<void> {
  if (dropped.length > 0) await tx.droppedCitation.createMany({ data: dropped.map((row) => ({ answerId, ...columnsOf(row) })) })
}

/** Returns the dropped sources that are back beside their sentences, in the order of `now`, and keeps them no more. The last dropped come first. */
export async function takeBack(tx: Db, answerId: number, now: (Placed | null)[]): Promise<(Known | null)[]> {
  const labels = now.flatMap((each) => each?.label ?? [])
  if (labels.length === 0) return []
  const dropped = await queryRows(
    tx,
    Dropped,
    'select * from dropped_citation where answer_id = $1::int and label = any($2::text[]) order by id desc',
    [answerId, labels],
  )
  const taken = new Set<number>()
  const returned = now.map((each) => {
    const known = each && dropped.find(({ id, label, claim }) => !taken.has(id) && label === each.label && isSameClaim(claim, each.claim))
    if (known) taken.add(known.id)
    return known ?? null
  })
  await tx.droppedCitation.deleteMany({ where: { id: { in: [...taken] } } })
  return returned
}
