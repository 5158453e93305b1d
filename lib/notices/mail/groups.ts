import { z } from 'zod'
import { type Db, queryRows } from '../../platform/db'
import { kindsInSql } from '../events'

/** More than these of a person wait for the next pass. */
const takenMax = 500

const Waiting = z.object({
  eventId: z.string(),
  /** What it is about, as in "thread-12", "answer-3", or the search that found it: "search-4". Of what has neither, its kind. */
  about: z.string(),
  isDue: z.boolean(),
  isWanted: z.boolean(),
})

/** Notices of one thread, answer or search, or of one kind where they are about none, that go into one mail. */
export type NoticeGroup = { about: string; eventIds: string[] }

/**
 * Returns the notices of which the person is to be mailed now, by what they are about, the earliest first. A group has those that are not
 * due yet, too. `dropped` are those that the person wants to hear of in another way since.
 */
export async function readWaiting(tx: Db, personId: number): Promise<{ groups: NoticeGroup[]; dropped: string[] }> {
  const rows = await queryRows(
    tx,
    Waiting,
    `select n.event_id::text as "eventId", n.mail_at <= now() as "isDue",
       coalesce('search-' || n.search_id, 'thread-' || coalesce(own.merged_into_id, own.id), 'answer-' || e.answer_id, n.kind) as about,
       coalesce(s.channel::text, case when n.kind in ${byMail} then 'mail' end, 'inbox') = 'mail' as "isWanted"
     from notice n join event e on e.id = n.event_id left join thread own on own.id = n.thread_id
     left join notice_setting s on s.person_id = n.person_id and s.kind = n.kind
     where n.person_id = $1::int and n.mail_at is not null order by n.mail_at, n.event_id limit ${takenMax}`,
    [personId],
  )
  const dropped = rows.filter(({ isWanted }) => !isWanted).map(({ eventId }) => eventId)
  const groups = new Map<string, NoticeGroup & { isDue: boolean }>()
  for (const { about, eventId, isDue, isWanted } of rows) {
    if (!isWanted) continue
    const group = groups.get(about) ?? { about, eventIds: [], isDue: false }
    group.eventIds.push(eventId)
    group.isDue ||= isDue
    groups.set(about, group)
  }
  return { groups: [...groups.values()].filter(({ isDue }) => isDue), dropped }
}

const byMail = kindsInSql(({ channel }) => channel === 'mail')
