import type { Db } from '../../platform/db'

/** Removes every boost of these people and updates the counters of the posts. */
export async function removeBoosts(tx: Db, personIds: number[]): Promise<void> {
  await tx.$executeRaw`
    with gone as (delete from thread_boost where person_id = any(${personIds}::int[]) returning thread_id),
    counted as (select thread_id, count(*)::int as n from gone group by thread_id)
    update thread t set boost_count = boost_count - n from counted where t.id = counted.thread_id`
  await tx.$executeRaw`
    with gone as (delete from reply_boost where person_id = any(${personIds}::int[]) returning reply_id),
    counted as (select reply_id, count(*)::int as n from gone group by reply_id)
    update reply r set boost_count = boost_count - n from counted where r.id = counted.reply_id`
}
