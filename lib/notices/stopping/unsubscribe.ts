import { transaction } from '../../platform/db'
import { type NoticeKind, noticeKindNames, noticeKinds } from '../events'
import { readToken, type StoppedMails } from './unsubscribe-token'

/** Returns what a token stops, in words that end the sentence "Stop mails about …" or name a digest; null for a token that is not ours. */
export function readUnsubscribe(token: string): { which: StoppedMails; labels: string[] } | null {
  const read = readToken(token)
  return read && { which: read.which, labels: labelsOf(read.which) }
}

/** Returns what kinds are about, as one says it to their reader, each once: some kinds are one choice. */
export function labelsOf(which: StoppedMails): string[] {
  return Array.isArray(which) ? [...new Set(which.map((kind) => toReader(noticeKinds[kind].label)))] : []
}

/** Labels are what a person says of themselves: "a reply to something I wrote". */
const toReader = (label: string) => label.replace(/\bmy\b/g, 'your').replace(/\b(I|me)\b/g, 'you')

/**
 * Stops mails, without anybody signed in: the token says whose and which (`all` stops every mail of theirs). What happens stays in the
 * inbox. Doing it twice is doing it once. Returns false for a token that is not ours.
 */
export async function unsubscribe(token: string, all = false): Promise<boolean> {
  const read = readToken(token)
  if (!read) return false
  const kinds = all ? noticeKindNames : kindsOf(read.which)
  const only = all || Array.isArray(read.which) || read.which === 'all' ? null : read.which
  await transaction(async (tx) => {
    await tx.$executeRawUnsafe(
      `insert into notice_setting as s (person_id, kind, channel)
       select p.id, k.kind, 'inbox' from person p cross join unnest($2::text[]) k(kind)
       where p.id = $1::int and p.erased_at is null
         and ($3::text is null or exists (select 1 from notice_setting o where o.person_id = p.id and o.kind = k.kind and o.channel::text = $3))
       on conflict (person_id, kind) do update set channel = excluded.channel`,
      read.personId,
      kinds,
      only,
    )
    if (only === null)
      await tx.notice.updateMany({ where: { personId: read.personId, kind: { in: kinds }, mailAt: { not: null } }, data: { mailAt: null } })
  })
  return true
}

/** Kinds that share a label are one choice. */
function kindsOf(which: StoppedMails): NoticeKind[] {
  if (!Array.isArray(which)) return noticeKindNames
  const labels: string[] = which.map((kind) => noticeKinds[kind].label)
  return noticeKindNames.filter((kind) => labels.includes(noticeKinds[kind].label))
}
