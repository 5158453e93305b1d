import { removeOldAskDrafts } from '../ask/draft'
import { pool } from '../db/client'

const expiryKeptDays = 2
const searchLogKeptDays = 400

/** Removes what has served: old expiries, visits and salts of past days, searches older than a year, counts of limits, links and
 * mails that have served. Safe to run twice. */
export async function keepHouse(): Promise<void> {
  await pool().query('delete from page_expiry where created_at < now() - make_interval(days => $1)', [expiryKeptDays])
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
