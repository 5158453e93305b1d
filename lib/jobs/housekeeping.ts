import { removeOldAskDrafts } from '../ask/draft'
import { pool } from '../db/client'
import { log, messageOf } from '../log'

const expiryKeptDays = 2
const searchLogKeptDays = 400

/** Removes what has served: old expiries, visits and salts of past days, searches older than a year, counts of limits, links and
 * mails that have served. Safe to run twice. */
export async function keepHouse(): Promise<void> {
  await pool().query('delete from page_expiry where created_at < now() - make_interval(days => $1)', [expiryKeptDays])
  await noteOpenedTogether().catch((error) => log('warn', 'threads opened together not counted', { error: messageOf(error) }))
  await pool().query(`delete from visit where day < (now() at time zone 'utc')::date`)
  await pool().query(`delete from visitor_salt where day < (now() at time zone 'utc')::date`)
  await pool().query(`delete from rate_count where since < now() - interval '2 days'`)
  await pool().query(`delete from submission where created_at < now() - interval '7 days'`)
  await pool().query(`delete from one_time_link where expires_at < now() - interval '30 days'`)
  await pool().query(`delete from outgoing_mail where sent_at < now() - interval '30 days'`)
  await pool().query('delete from ask_session where created_at < now() - make_interval(days => $1)', [searchLogKeptDays])
  await removeOldAskDrafts()
  await pool().query('delete from search_log where at < now() - make_interval(days => $1)', [searchLogKeptDays])
}

/** Who opens more in a day looks at everything; what they have in common says nothing. */
const threadsADayMax = 8

/**
 * Removes visits of past days and counts in the same statement which threads were opened together. Only pairs that several
 * visitors have are noted, and of them only how many: nobody's way can be read from it.
 */
async function noteOpenedTogether(): Promise<void> {
  await pool().query(
    `with past as (delete from visit where day < (now() at time zone 'utc')::date returning day, kind, subject_id, visitor),
       few as (select day, visitor from past where kind = 'thread' group by 1, 2 having count(*) between 2 and $1),
       opened as (select p.* from past p join few f on f.day = p.day and f.visitor = p.visitor join thread t on t.id = p.subject_id where p.kind = 'thread')
     insert into opened_together (low_id, high_id, count)
     select a.subject_id, b.subject_id, count(*)::int from opened a
       join opened b on b.day = a.day and b.visitor = a.visitor and b.subject_id > a.subject_id
     group by 1, 2 having count(*) >= 2
     on conflict (low_id, high_id) do update set count = opened_together.count + excluded.count`,
    [threadsADayMax],
  )
}
