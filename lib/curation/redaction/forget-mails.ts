import type { Db } from '../../platform/db'
import { env } from '../../platform/env'
import { enqueue } from '../../platform/jobs'
import { urls } from '../../shared'
import { placeOf } from './forget-traces'
import type { Revised, StoredRevision } from './subject'

/**
 * Mails that may have the beginning of a text, or its title or note: those about its thread or answer, and those about several things, since it
 * was written. Those that were sent go, and their files with a job; those that wait say only that there is something.
 */
export async function forgetMails(tx: Db, { kind, id }: Revised, revisions: StoredRevision[]): Promise<void> {
  const since = new Date(Math.min(...revisions.map(({ createdAt }) => createdAt.getTime())))
  const about = kind === 'answer' ? await aboutAnswer(tx, id) : await aboutThread(tx, (await placeOf(tx, kind, id)).threadId)
  const ofOne = { about: { in: about } }
  const ofSeveral = { OR: [{ about: null }, { about: { startsWith: 'search-' } }] }
  const where = { personId: { not: null }, createdAt: { gte: since }, OR: [ofOne, ofSeveral] }
  await tx.outgoingMail.deleteMany({ where: { ...where, sentAt: { not: null } } })
  const { siteName, siteUrl } = env()
  const inbox = `${siteUrl}${urls.inbox()}`
  await tx.outgoingMail.updateMany({
    where: { ...where, sentAt: null },
    data: {
      subject: `[${siteName}] There is something in your inbox`,
      body: `${siteName} has something to tell you:\n\n${inbox}\n`,
      html: null,
    },
  })
  await enqueue(tx, 'redaction.finish', {})
}

/** A notice of an answer is about the thread that it settles, where there is one. */
async function aboutAnswer(tx: Db, id: number): Promise<string[]> {
  const threads = await tx.event.findMany({ where: { answerId: id }, select: { notices: { select: { threadId: true } }, threadId: true } })
  const ids = threads.flatMap(({ threadId, notices }) => [threadId, ...notices.map((notice) => notice.threadId)])
  return [`answer-${id}`, ...new Set(ids.flatMap((threadId) => (threadId === null ? [] : [`thread-${threadId}`])))]
}

async function aboutThread(tx: Db, id: number): Promise<string[]> {
  const merged = await tx.thread.findMany({ where: { OR: [{ id }, { mergedIntoId: id }] }, select: { id: true } })
  return merged.map((thread) => `thread-${thread.id}`)
}
