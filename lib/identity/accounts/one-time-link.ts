import { createHash, randomBytes } from 'node:crypto'
import { type Db, db, type OneTimeLinkKind } from '../../platform/db'

const tokenBytes = 24
const validDays: Record<OneTimeLinkKind, number> = { first_admin: 1, invitation: 14 }

const digestOf = (token: string) => new Uint8Array(createHash('sha256').update(token).digest())

/** Makes a link that works once and returns its token. Only the digest is stored. */
export async function makeOneTimeLink(
  tx: Db,
  kind: OneTimeLinkKind,
  options: { email?: string; createdBy?: number | null } = {},
): Promise<string> {
  const token = randomBytes(tokenBytes).toString('base64url')
  const expiresAt = new Date(Date.now() + validDays[kind] * 86_400_000)
  await tx.oneTimeLink.create({
    data: { digest: digestOf(token), kind, email: options.email ?? null, createdBy: options.createdBy ?? null, expiresAt },
  })
  return token
}

/** Returns what a token is for while it can be used, or null. */
export async function readOneTimeLink(kind: OneTimeLinkKind, token: string): Promise<{ email: string | null } | null> {
  return db().oneTimeLink.findFirst({
    where: { digest: digestOf(token), kind, usedAt: null, expiresAt: { gt: new Date() } },
    select: { email: true },
  })
}

/** Uses a token up. Returns false if it was used, is too old or never existed. Of two who try at once one succeeds. */
export async function spendOneTimeLink(tx: Db, kind: OneTimeLinkKind, token: string): Promise<boolean> {
  const { count } = await tx.oneTimeLink.updateMany({
    where: { digest: digestOf(token), kind, usedAt: null, expiresAt: { gt: new Date() } },
    data: { usedAt: new Date() },
  })
  return count === 1
}

/** Returns a token for the first admin if no admin can sign in, otherwise null. Earlier tokens end. */
export async function firstAdminToken(): Promise<string | null> {
  if ((await db().user.count({ where: { person: { role: 'admin' } } })) > 0) return null
  await db().oneTimeLink.deleteMany({ where: { kind: 'first_admin', usedAt: null } })
  return makeOneTimeLink(db(), 'first_admin')
}
