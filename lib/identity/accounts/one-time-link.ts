import { createHash, createHmac, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { type Db, db, type OneTimeLinkKind, pool, queryRows, Role } from '../../platform/db'
import { readSecret } from './secret'

const seedBytes = 24
const validDays: Record<OneTimeLinkKind, number> = { first_admin: 1, invitation: 7 }

const digestOf = (token: string) => new Uint8Array(createHash('sha256').update(token).digest())
/** Only someone with the secret of the site makes the token of a seed: the table alone lets nobody in. */
const tokenOf = (seed: Uint8Array) => createHmac('sha256', readSecret()).update('one-time link ').update(seed).digest('base64url')

type NewLink = { email?: string; createdBy?: number | null; role?: Role }

/** Makes a link that works once and returns its token. Its digest is stored, and the seed from which the site makes it again. */
export async function makeOneTimeLink(tx: Db, kind: OneTimeLinkKind, options: NewLink = {}): Promise<string> {
  return (await makeNumberedLink(tx, kind, options)).token
}

/** The same, with the number of the link. */
export async function makeNumberedLink(tx: Db, kind: OneTimeLinkKind, options: NewLink): Promise<{ id: number; token: string }> {
  const seed = new Uint8Array(randomBytes(seedBytes))
  const token = tokenOf(seed)
  const { email = null, createdBy = null, role = 'member' } = options
  const expiresAt = new Date(Date.now() + validDays[kind] * 86_400_000)
  const { id } = await tx.oneTimeLink.create({
    data: { digest: digestOf(token), kind, email, createdBy, role, seed, expiresAt },
    select: { id: true },
  })
  return { id, token }
}

/** Returns the token of a stored link again. Null for a link without a seed, and for one that was made under another secret. */
export function tokenAgain({ seed, digest }: { seed: Uint8Array | null; digest: Uint8Array }): string | null {
  const token = seed && tokenOf(seed)
  return token && Buffer.compare(digestOf(token), digest) === 0 ? token : null
}

/**
 * In SQL: who made link `l` may still give its role. An invitation gives nothing that its maker no longer has, and nothing if its maker is
 * suspended. What the program makes gives the role of a member.
 */
export const makerCounts = `(l.role = 'member' and l.created_by is null or exists (select 1 from person m join auth_user a on a.person_id = m.id
    where m.id = l.created_by and m.role >= l.role and a.suspended_at is null))`

const isGood = `l.digest = $1 and l.kind = $2::one_time_link_kind and l.used_at is null and l.revoked_at is null and l.expires_at > now()
  and ${makerCounts}`

/** What a link is for. `by` is the name of who made it, if a person did. */
export type OneTimeLink = z.infer<typeof Link>
const Link = z.object({ email: z.string().nullable(), role: z.enum(Role), by: z.string().nullable() })

/** Returns what a token is for while it can be used, or null. */
export async function readOneTimeLink(kind: OneTimeLinkKind, token: string): Promise<OneTimeLink | null> {
  const text = `select l.email, l.role, (select display_name from person where id = l.created_by) as by from one_time_link l where ${isGood}`
  const [link] = await queryRows(pool(), Link, text, [digestOf(token), kind])
  return link ?? null
}

/** A link that was used up, and the role that it gives. */
export type Spent = z.infer<typeof Spent>
const Spent = z.object({ id: z.int(), role: z.enum(Role) })

/** Uses a token up and returns what it gives; null if it can't be used. Of two who try at once one succeeds. */
export async function spendOneTimeLink(tx: Db, kind: OneTimeLinkKind, token: string): Promise<Spent | null> {
  const text = `update one_time_link l set used_at = now() where ${isGood} returning l.id, l.role`
  const [spent] = await queryRows(tx, Spent, text, [digestOf(token), kind])
  return spent ?? null
}

/** Makes a link usable again that was spent for nothing. */
export async function returnOneTimeLink(id: number): Promise<void> {
  await db().oneTimeLink.updateMany({ where: { id, usedBy: null }, data: { usedAt: null } })
}

/** Returns a token for the first admin if no admin can sign in, otherwise null. Earlier tokens end. */
export async function firstAdminToken(): Promise<string | null> {
  if ((await db().user.count({ where: { person: { role: 'admin' } } })) > 0) return null
  await db().oneTimeLink.deleteMany({ where: { kind: 'first_admin', usedAt: null } })
  return makeOneTimeLink(db(), 'first_admin')
}
