import type { Db } from '../../platform/db'

/**
 * Carries visits over to the thread into which another is merged, in the transaction that merges them, after its opening has become reply
 * `openingNumber` and before its replies follow. Someone who had seen all of the one that stays has seen of the other what they had seen;
 * for someone who had not, what they missed there stays new, and what was merged with it.
 */
export async function moveVisits(
  tx: Db,
  { fromId, intoId, openingNumber }: { fromId: number; intoId: number; openingNumber: number },
): Promise<void> {
  await tx.$executeRaw`
    with place as (select number, ${openingNumber} + row_number() over (order by number)::int as becomes from reply where thread_id = ${fromId}),
      last as (select coalesce((select number from reply
        where thread_id = ${intoId} and number < ${openingNumber} and hidden_at is null order by number desc limit 1), 0) as number),
      gone as (delete from thread_visit where thread_id = ${fromId} returning *),
      moved as (
        select person_id, seen_at, coalesce((select max(becomes) from place where number <= gone.last_number), ${openingNumber}) as last_number,
          coalesce((select max(becomes) from place where number <= gone.before_number), ${openingNumber}) as before_number
        from gone)
    insert into thread_visit as v (person_id, thread_id, last_number, before_number, seen_at)
      select person_id, ${intoId}, last_number, before_number, seen_at from moved
    on conflict (person_id, thread_id) do update set
      last_number = case when v.last_number >= (select number from last) then excluded.last_number else v.last_number end,
      before_number = case when v.before_number >= (select number from last) then excluded.before_number else v.before_number end,
      seen_at = greatest(v.seen_at, excluded.seen_at)`
}
