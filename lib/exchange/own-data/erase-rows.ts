import { createHash } from 'node:crypto'
import { z } from 'zod'
import { lockPerson, refuseLastAdmin } from '../../identity/accounts'
import { recordAudit } from '../../identity/audit'
import type { Viewer } from '../../identity/viewer'
import { type Db, queryRowsIn } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { expirePages, pageTags } from '../../platform/expiry'
import { enqueue } from '../../platform/jobs'
import { formerMember } from '../../shared'
import { waitForImports } from './import-lock'
import { personColumns } from './person-columns'
import { removeBoosts } from './remove-boosts'

const Id = z.object({ id: z.int() })

export type EraseRows = {
  withdraw: boolean
  at: Date
  /** Also deletes the last admin: a restored backup may not have any other admins. */
  lastAdminToo?: boolean
}

/**
 * Deletes an account and empties its person, in the caller's transaction. A job withdraws the posts, because that may
 * take long. @throws DomainError `not_found`, `conflict` for the last admin or someone who was deleted already.
 */
export async function eraseRows(
  tx: Db,
  viewer: Viewer,
  personId: number,
  { withdraw, at, lastAdminToo = false }: EraseRows,
): Promise<void> {
  await waitForImports(tx)
  const { role } = await lockPerson(tx, personId)
  const user = await tx.user.findUnique({ where: { personId }, include: { addressChanges: true } })
  const { erasedAt } = await tx.person.findUniqueOrThrow({ where: { id: personId }, select: { erasedAt: true } })
  if (erasedAt && !user) throw new DomainError('conflict', 'This person was deleted already.')
  if (role === 'admin' && !lastAdminToo) await refuseLastAdmin(tx, personId)
  const ids = await withEarlierNames(tx, personId)
  const addresses = user ? await ownAddresses(tx, user) : []
  await removeBoosts(tx, ids)
  if (withdraw) await tx.draftComment.deleteMany({ where: { personId: { in: ids } } })
  await removeCounts(tx, ids, addresses)
  await removeInvitationMails(tx, ids)
  await deleteRows(tx, ids, user?.id ?? null, addresses)
  await emptyCases(tx, ids)
  await emptyPeople(tx, ids, withdraw, at)
  await recordAudit(tx, viewer, {
    action: 'person.erase',
    subject: { kind: 'person', id: personId },
    reason: withdraw ? 'posts withdrawn' : 'posts kept',
  })
  for (const id of ids) await tx.$executeRaw`select blank_erased_texts('person', ${id}::int, ${viewer.personId}::int)`
  // The name was on every page with a post of the person.
  await expirePages(tx, [pageTags.everything, pageTags.sessions])
  for (const id of ids) await enqueue(tx, 'person.erase', { id })
}

/** Returns the person, and the rows of imported authors that the account had claimed. */
async function withEarlierNames(tx: Db, personId: number): Promise<number[]> {
  const rows = await queryRowsIn(tx, Id)`
    with recursive names as (
      select id from person where id = ${personId}
      union select p.id from person p join names n on p.became_id = n.id)
    select id from names order by id`
  return rows.map(({ id }) => id)
}

type Account = { id: string; email: string; addressChanges: { oldEmail: string; newEmail: string; confirmedAt: Date | null }[] }

/** Returns the addresses that the account has or had, except those that belong to another account now. */
async function ownAddresses(tx: Db, user: Account): Promise<string[]> {
  const had = user.addressChanges.flatMap(({ oldEmail, newEmail, confirmedAt }) => (confirmedAt ? [oldEmail, newEmail] : [oldEmail]))
  const all = [...new Set([user.email, ...had].map((email) => email.toLowerCase()))]
  const others = await tx.user.findMany({ where: { email: { in: all }, id: { not: user.id } }, select: { email: true } })
  return all.filter((email) => !others.some((other) => other.email === email))
}

/** Deletes every row that the table of columns lists as deleted. */
async function deleteRows(tx: Db, ids: number[], userId: string | null, addresses: string[]): Promise<void> {
  for (const { table, column, by, erased } of personColumns) {
    if (erased !== 'row') continue
    // The account is deleted last. The database deletes what belongs to it.
    if (table === 'auth_user') continue
    if (by === 'person') await tx.$executeRawUnsafe(`delete from ${table} where ${column} = any($1::int[])`, ids)
    if (by === 'user' && userId) await tx.$executeRawUnsafe(`delete from ${table} where ${column} = $1`, userId)
    if (by === 'address') await tx.$executeRawUnsafe(`delete from ${table} where lower(${column}) = any($1::text[])`, addresses)
  }
  if (userId) await tx.user.delete({ where: { id: userId } })
  await tx.oldAddress.deleteMany({ where: { kind: 'person', subjectId: { in: ids } } })
}

/**
 * Removes mails with invitations of the person, which contain the name. The invitation tells whose mail it is, so
 * mails are removed first.
 */
async function removeInvitationMails(tx: Db, ids: number[]): Promise<void> {
  await tx.$executeRaw`
    delete from outgoing_mail m using one_time_link l
    where l.created_by = any(${ids}::int[]) and l.kind = 'invitation' and lower(m.recipient) = lower(l.email)
      and l.digest = sha256(convert_to(coalesce(substring(m.body from '/sign-up[?]invitation=([A-Za-z0-9_-]+)'), ''), 'UTF8'))`
}

/** The keys of rate limits contain addresses. */
async function removeCounts(tx: Db, ids: number[], addresses: string[]): Promise<void> {
  const ends = [...ids.map((id) => ` person ${id}`), ...addresses.map((address) => ` ${address}`)]
  await tx.$executeRaw`delete from rate_count where exists (select 1 from unnest(${ends}::text[]) e where right(key, length(e)) = e)`
}

/** What somebody said in appeals goes, and a proposal to suspend them has nobody left. */
async function emptyCases(tx: Db, ids: number[]): Promise<void> {
  const ofThem = { kind: 'suspension' as const, subjectId: { in: ids } }
  await tx.moderationCase.updateMany({
    where: { OR: [{ kind: { in: ['appeal', 'held'] }, authorId: { in: ids } }, ofThem] },
    data: { words: '', reason: '' },
  })
  // Nobody is left to read a decision.
  await tx.moderationCase.updateMany({
    where: { decidedAt: null, OR: [{ kind: { in: ['appeal', 'held'] }, authorId: { in: ids } }, ofThem] },
    data: { decidedAt: new Date(), outcome: 'gone' },
  })
}

async function emptyPeople(tx: Db, ids: number[], withdraw: boolean, at: Date): Promise<void> {
  await tx.$executeRaw`
    insert into erasure (person_id, name_digest, at, withdrawn)
      select id, person_name_digest(name), ${at}, ${withdraw} from person where id = any(${ids}::int[]) and erased_at is null
    on conflict (person_id) do update set withdrawn = erasure.withdrawn or excluded.withdrawn, done_at = null`
  await tx.$executeRaw`
    update person p set display_name = ${formerMember}, about = '', role = 'member', erased_at = ${at}, created_at = ${at},
      name = 'former-member-' || id
        || case when exists (select 1 from person o where lower(o.name) = 'former-member-' || p.id and o.id <> p.id) then '-' || gen_random_uuid() else '' end
    where id = any(${ids}::int[]) and erased_at is null`
  const known = await tx.importedRecord.findMany({
    where: { kind: 'person', localId: { in: ids } },
    select: { sourceId: true, externalId: true },
  })
  for (const { sourceId, externalId } of known) {
    await tx.importedRecord.update({
      where: { sourceId_kind_externalId: { sourceId, kind: 'person', externalId } },
      data: { externalId: erasedExternalId(externalId), digest: new Uint8Array() },
    })
  }
}

const erasedMark = 'erased '

/**
 * Returns the external id that the ledger of imports keeps for a deleted person: a digest, since the id may be a
 * name. A digest is returned unchanged.
 */
export function erasedExternalId(externalId: string): string {
  if (externalId.startsWith(erasedMark)) return externalId
  return erasedMark + createHash('sha256').update(externalId).digest('hex')
}
