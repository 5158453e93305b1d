import { z } from 'zod'
import { type Db, queryRow, queryRows, transaction } from '../../platform/db'
import { insertNotices, noticeKindNames } from '../events'
import { type PendingEvent, recipientsOf } from './recipients'

/** So many people are told in one transaction: a worker that is killed loses the work of one, and an act waits for none. */
const batchSize = 1_000

const Pending = z.object({
  id: z.string(),
  kind: z.enum(noticeKindNames),
  toldUpTo: z.int(),
})
const Batch = z.object({ count: z.int(), last: z.int() })

/**
 * Tells the next batch of those who follow what happened. Each batch moves the event on in its own transaction, so that everyone is told
 * once, whenever the worker is killed. Returns whether there may be more to do at once.
 */
export function continueFanOut(): Promise<boolean> {
  return transaction(async (tx) => {
    const [event] = await queryRows(
      tx,
      Pending,
      `select id::text, kind, told_up_to as "toldUpTo" from event
       where told_up_to is not null order by id limit 1 for update skip locked`,
    )
    if (!event) return false
    await tellBatch(tx, event)
    return true
  })
}

async function tellBatch(tx: Db, event: PendingEvent): Promise<void> {
  const recipients = recipientsOf(event, batchSize)
  const { people, values } = recipients
  const { count, last } = await queryRow(
    tx,
    Batch,
    `select count(*)::int as count, coalesce(max(person_id), 0)::int as last from (${people}) batch`,
    values,
  )
  if (count > 0) await insertNotices(tx, event.id, recipients)
  await tx.event.update({ where: { id: BigInt(event.id) }, data: { toldUpTo: count < batchSize ? null : last } })
}
