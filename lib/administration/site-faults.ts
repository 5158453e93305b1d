import { z } from 'zod'
import { backupFailure, diskWarning } from '../exchange/backup'
import { recordSiteEvent } from '../notices/events'
import { pool, queryRow, transaction } from '../platform/db'
import { readEmbedderState, searchHealth } from '../search'

/** What is wrong, in a sentence; null if nothing is. Admins are told when it has been so for some minutes. */
export type SiteFaults = Record<FaultKind, { minutes: number; read: () => Promise<string | null> }>
type FaultKind = 'mail_failing' | 'search_failing' | 'disk_low' | 'backup_failed'

const Waiting = z.object({ count: z.int(), error: z.string().nullable() })

const siteFaults: SiteFaults = {
  // A mail that waits for an hour says so by itself.
  mail_failing: { minutes: 0, read: readFailingMail },
  search_failing: { minutes: 60, read: readFailingSearch },
  disk_low: { minutes: 0, read: async () => diskWarning() },
  backup_failed: { minutes: 0, read: async () => backupFailure() },
}

/**
 * Tells admins of what is wrong with the site, each fault once from its beginning until it has been over for an hour. Runs every minute;
 * several workers tell once.
 */
export async function noteSiteFaults(faults: SiteFaults = siteFaults): Promise<void> {
  for (const [kind, { minutes, read }] of Object.entries(faults) as [FaultKind, SiteFaults[FaultKind]][])
    await noteFault(kind, minutes, await read())
}

function noteFault(kind: FaultKind, minutes: number, reason: string | null): Promise<void> {
  return transaction(async (tx) => {
    if (reason === null) {
      await tx.$executeRaw`delete from site_fault where kind = ${kind} and (told_at is null or seen_at < now() - interval '1 hour')`
      return
    }
    await tx.$executeRaw`insert into site_fault (kind) values (${kind}) on conflict (kind) do update set seen_at = now()`
    const told = await tx.$executeRaw`update site_fault set told_at = now()
      where kind = ${kind} and told_at is null and since < now() - make_interval(mins => ${minutes}::int) + interval '1 second'`
    if (told > 0) await recordSiteEvent(tx, kind, reason)
  })
}

async function readFailingMail(): Promise<string | null> {
  const { count, error } = await queryRow(
    pool(),
    Waiting,
    `select count(*)::int as count, max(error) filter (where error <> '') as error from (
       select error from outgoing_mail where sent_at is null and try_at is not null and created_at < now() - interval '1 hour'
         and not exists (select 1 from mail_pause) limit 1000) waiting`,
  )
  if (count === 0) return null
  return `Mail has waited for more than an hour.${error ? ` The mail server says: ${error}` : ''}`
}

async function readFailingSearch(): Promise<string | null> {
  const [{ reduced, fault }, embedder] = await Promise.all([searchHealth(), readEmbedderState()])
  if (reduced) return `Search runs in reduced mode. ${fault}`
  return embedder.fault ? `The model can’t be used. ${embedder.fault}` : null
}
