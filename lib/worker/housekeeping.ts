import { z } from 'zod'
import { removeOldReplyDrafts } from '../community/threads'
import { removeOldAskDrafts } from '../curation/ask'
import { removeOldFeedback } from '../curation/feedback'
import { wantGaps } from '../curation/gaps'
import { togetherMin } from '../curation/related'
import { refreshUse } from '../curation/review'
import { removeOldTraces } from '../curation/spam'
import { removeStrayUploads } from '../exchange/import'
import { finishErasures } from '../exchange/own-data'
import { removeSpentChallenges } from '../identity/challenge'
import { removeOldNotices } from '../notices/delivery'
import { pool, queryRowsIn, transaction } from '../platform/db'
import { enqueueRelated } from '../platform/jobs'
import { log, messageOf } from '../platform/log'
import { removeStrayMails } from '../platform/mail'
import { removeOldFigures, removeOldSearches } from '../search'

const expiryKeptDays = 2
const searchLogKeptDays = 400
const viewsKeptMonths = 13

const Reached = z.object({ lowId: z.int(), highId: z.int() })

/**
 * Removes what is no longer needed: old expiries, visits and salts of past days, searches older than a year, when
 * members last opened a thread where that was a year ago, counts of limits, used links
 * and mails, what readers missed thirteen months ago, notices older than half a year, mails that could not be sent for 90 days, uploads that no import needs, views of days longer ago
 * than thirteen months. Asks for gaps to be found again, and orders answers that need review by their use of today. Safe to run twice.
 */
export async function runHousekeeping(): Promise<void> {
  await pool().query('delete from page_expiry where created_at < now() - make_interval(days => $1)', [expiryKeptDays])
  await noteOpenedTogether().catch((error) => log('warn', 'threads opened together not counted', { error: messageOf(error) }))
  await pool().query(`delete from visit where day < (now() at time zone 'utc')::date`)
  await pool().query(`delete from visitor_salt where day < (now() at time zone 'utc')::date`)
  await pool().query(`delete from rate_count where since < now() - interval '2 days'`)
  await pool().query(`delete from submission where created_at < now() - interval '7 days'`)
  await pool().query(`delete from one_time_link where expires_at < now() - interval '30 days'`)
  await pool().query(
    `delete from outgoing_mail where sent_at < now() - interval '30 days' or (sent_at is null and created_at < now() - interval '90 days')`,
  )
  await pool().query(`delete from digest where created_at < now() - interval '60 days'`)
  await pool().query(`delete from thread_visit where seen_at < now() - interval '1 year'`)
  await pool().query('delete from ask_session where created_at < now() - make_interval(days => $1)', [searchLogKeptDays])
  await pool().query(`delete from link_host where free_at < now() - interval '1 day'`)
  await removeOldAskDrafts()
  await removeOldReplyDrafts()
  await removeOldNotices()
  await removeOldTraces()
  await removeOldFeedback()
  await removeSpentChallenges()
  await removeStrayMails()
  await removeStrayUploads()
  await finishErasures()
  await pool().query(`delete from address_change where coalesce(undo_until, expires_at) < now()`)
  await removeOldSearches(searchLogKeptDays)
  await removeOldFigures()
  await pool().query(`delete from view_day where day < (now() at time zone 'utc')::date - make_interval(months => $1)`, [viewsKeptMonths])
  await wantGaps()
  await refreshUse()
}

/** A visitor who opens more threads in a day looks at everything. What those have in common says nothing. */
const threadsADayMax = 8

/**
 * Removes visits of past days and counts, in the same statement, which threads were opened together. Only pairs that several visitors share
 * are noted, and only how many visitors: nobody's path can be read from them.
 */
async function noteOpenedTogether(): Promise<void> {
  await transaction(async (tx) => {
    const reached = await queryRowsIn(tx, Reached)`
      with past as (delete from visit where day < (now() at time zone 'utc')::date returning day, kind, subject_id, visitor),
        few as (select day, visitor from past where kind = 'thread' group by 1, 2 having count(*) between 2 and ${threadsADayMax}),
        opened as (select p.* from past p join few f on f.day = p.day and f.visitor = p.visitor join thread t on t.id = p.subject_id where p.kind = 'thread'),
        pairs as (select a.subject_id as low_id, b.subject_id as high_id, count(*)::int as count from opened a
          join opened b on b.day = a.day and b.visitor = a.visitor and b.subject_id > a.subject_id
          group by 1, 2 having count(*) >= 2),
        counted as (insert into opened_together (low_id, high_id, count) select * from pairs
          on conflict (low_id, high_id) do update set count = opened_together.count + excluded.count returning low_id, high_id, count)
      select c.low_id as "lowId", c.high_id as "highId" from counted c join pairs p using (low_id, high_id)
      where c.count >= ${togetherMin} and c.count - p.count < ${togetherMin}`
    // From this number on, each is in the other's list.
    await enqueueRelated(tx, { threads: reached.flatMap(({ lowId, highId }) => [lowId, highId]) })
  })
}
