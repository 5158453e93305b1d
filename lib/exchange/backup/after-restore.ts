import { db, pool } from '../../platform/db'
import { readErasureList, replayErasures, replayRedactions } from '../own-data'

/** A step that must be done on restored data before the site is ready. `run` returns what it did, in a sentence. */
export type AfterRestore = { name: string; run(): Promise<string> }

/**
 * The steps after every restore, in this order, when the data is in and the schema is up to date. If a step fails,
 * the restore fails and must be run again from the start.
 */
export const afterRestore: AfterRestore[] = [
  {
    name: 'deleted people',
    async run() {
      const hasList = (await readErasureList()) !== ''
      const people = await replayErasures()
      if (!hasList)
        return 'There is no erasures.jsonl in the data folder or beside the backup. If people were deleted after this backup was made, they are back: put the list of the lost site into the data folder and restore again.'
      return people === 0 ? 'Nobody who was deleted came back.' : `${people} who were deleted since were deleted again.`
    },
  },
  {
    name: 'redacted revisions',
    async run() {
      const { again, current } = await replayRedactions()
      const said = again === 0 ? 'No redacted text came back.' : `${again} redacted since were redacted again.`
      // Nobody but an editor can say what it should say instead.
      return current.length === 0
        ? said
        : `${said} These have a redacted text as their current one: edit it, then redact it: ${current.join(', ')}.`
    },
  },
  {
    name: 'notices',
    async run() {
      // What happened before the backup is old: nobody is told of it now, and its mails may have gone out already.
      await db().event.updateMany({ where: { toldUpTo: { not: null } }, data: { toldUpTo: null } })
      await pool().query(`update saved_search set checked_at = now(), due_at = due_at + (now() - checked_at)`)
      const { count } = await db().notice.updateMany({ where: { mailAt: { not: null } }, data: { mailAt: null } })
      // A mail that was about to be tried again waits, too, as those do whose jobs are held.
      await db().outgoingMail.updateMany({ where: { sentAt: null }, data: { tryAt: null, claimedUntil: null } })
      return count > 0 ? `${count} notices that waited for a mail are in the inbox alone.` : 'No notice waited for a mail.'
    },
  },
  {
    name: 'statistics',
    async run() {
      // Without statistics, the first searches would be planned as for empty tables.
      await withoutTimeLimit('analyze')
      return 'Statistics of the tables are up to date.'
    },
  },
]

async function withoutTimeLimit(statement: string): Promise<void> {
  const client = await pool().connect()
  try {
    await client.query('set statement_timeout = 0')
    await client.query(statement)
  } finally {
    client.release(true)
  }
}
