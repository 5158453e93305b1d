import { z } from 'zod'
import { pool, queryRows } from '../../platform/db'

export const digestChannels = ['daily', 'weekly'] as const
export type DigestChannel = (typeof digestChannels)[number]

/** A digest that is due: its day is that of the person's calendar. Without `since` it is the first, and only begins to count. */
export type DueDigest = { personId: number; channel: DigestChannel; day: string; since: Date | null }

/** So many people are looked at in one statement. */
const batchSize = 500

const Row = z.object({
  personId: z.int(),
  channel: z.enum(digestChannels),
  day: z.string(),
  since: z.date().nullable(),
  isDue: z.boolean(),
})

/**
 * Returns the digests that are due among the next people who have chosen this one, in the order of their ids, and the last person that was
 * looked at; null if that was everyone. A digest is due from its hour on until it was made, so that none is missed while the worker is
 * away. `now` is for tests.
 */
export async function readDueDigests(
  channel: DigestChannel,
  after: number,
  now: Date | null = null,
): Promise<{ due: DueDigest[]; last: number | null }> {
  const rows = await queryRows(
    pool(),
    Row,
    `select s.person_id as "personId", $1 as channel, slot.day::text as day, made.created_at as since,
       made.day is null or made.day < slot.day as "isDue"
     from (select distinct person_id from notice_setting where channel = $1::notice_channel and person_id > $2
       order by person_id limit ${batchSize}) s
     left join notice_preference p on p.person_id = s.person_id
     cross join lateral (select (local_time_in(coalesce(p.time_zone, 'UTC'), coalesce($3::timestamptz, now()))
       - make_interval(hours => coalesce(p.hour, 8)))::date as day) begun
     cross join lateral (select case when $1 = 'daily' then begun.day
       else begun.day - (extract(dow from begun.day)::int - coalesce(p.weekday, 1) + 7) % 7 end as day) slot
     left join lateral (select d.day, d.created_at from digest d
       where d.person_id = s.person_id and d.channel = $1::notice_channel order by d.day desc limit 1) made on true
     order by s.person_id`,
    [channel, after, now],
  )
  const due = rows.filter(({ isDue }) => isDue).map(({ isDue, ...digest }) => digest)
  return { due, last: rows.length === batchSize ? (rows.at(-1)?.personId ?? null) : null }
}
