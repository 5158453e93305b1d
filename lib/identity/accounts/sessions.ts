import { db } from '../../platform/db'
import { expirePages, pageTags } from '../../platform/expiry'

/** Returns where someone is signed in: the current session first, then the latest. */
export async function listSessions(userId: string, presentId: string) {
  const sessions = await db().session.findMany({
    where: { userId, expiresAt: { gt: new Date() } },
    select: { id: true, userAgent: true, createdAt: true, updatedAt: true },
    orderBy: { updatedAt: 'desc' },
  })
  return sessions
    .map((session) => ({ ...session, present: session.id === presentId }))
    .sort((a, b) => Number(b.present) - Number(a.present))
}

/** Ends a session of this user; nothing happens if it is not theirs. */
export async function endSession(userId: string, sessionId: string): Promise<void> {
  await db().session.deleteMany({ where: { id: sessionId, userId } })
  await expirePages(db(), [pageTags.sessions])
}

/** Ends all sessions of a user except one. */
export async function endOtherSessions(userId: string, keepId: string): Promise<void> {
  await db().session.deleteMany({ where: { userId, id: { not: keepId } } })
  await expirePages(db(), [pageTags.sessions])
}

/** Returns the roles that people have in these sessions, by session; one that has ended, or whose account is suspended, is missing. One query. */
export async function rolesOfSessions(sessionIds: string[]): Promise<Map<string, string>> {
  const sessions = await db().session.findMany({
    where: { id: { in: sessionIds }, expiresAt: { gt: new Date() }, user: { suspendedAt: null } },
    select: { id: true, user: { select: { person: { select: { role: true } } } } },
  })
  return new Map(sessions.map(({ id, user }) => [id, user.person.role]))
}
