import { authorizePerson, may, type Viewer } from '../../identity/viewer'
import { db } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { bodyLengthMax, type ReplyDraft, storable, type ViewerOfReply } from '../../shared'
import { visibleThread } from './visible'

const keptDays = 30

/**
 * Returns what a person needs to reply to a thread: whether they may, and the reply that they have begun. Null if they may not see the
 * thread.
 */
export async function readOwnReply(viewer: Viewer & { personId: number }, threadId: number): Promise<ViewerOfReply | null> {
  const { personId } = viewer
  const thread = await db().thread.findFirst({
    where: { id: threadId, ...visibleThread(viewer) },
    select: {
      state: true,
      replyDrafts: {
        where: { personId },
        select: { body: true, version: true, answersReply: { select: { number: true, hiddenAt: true } } },
      },
    },
  })
  if (!thread) return null
  const [draft] = thread.replyDrafts
  return { personId, refusal: refusalFor(viewer, thread.state), draft: draft ? draftOf(draft) : null }
}

function refusalFor(viewer: Viewer, state: 'open' | 'closed'): string | null {
  if (state === 'closed') return 'This thread is closed: it takes no more replies.'
  return may(viewer, 'thread.reply') ? null : 'You may not reply.'
}

type Row = { body: string; version: number; answersReply: { number: number; hiddenAt: Date | null } | null }

function draftOf({ body, version, answersReply }: Row): ReplyDraft {
  return { body, version, answers: answersReply && !answersReply.hiddenAt ? answersReply.number : null }
}

export type SaveReplyDraft = { threadId: number } & ReplyDraft

/**
 * Saves a reply that someone is writing, over the version that they have seen (0 is none yet). Returns its new version. An empty one is
 * removed, which is version 0 again. A reply that it answered and that is gone is left out. @throws DomainError `not_found` for a thread
 * that the viewer may not see, `conflict` if another window has saved, sent or discarded the draft meanwhile.
 */
export async function saveReplyDraft(viewer: Viewer, { threadId, version, answers, ...draft }: SaveReplyDraft): Promise<number> {
  const personId = authorizePerson(viewer, 'thread.reply')
  const thread = await db().thread.findFirst({
    where: { id: threadId, ...visibleThread(viewer) },
    select: { replies: { where: { number: answers ?? 0, hiddenAt: null }, select: { id: true } } },
  })
  if (!thread) throw new DomainError('not_found', 'There is no such thread.')
  const body = storable(draft.body).slice(0, bodyLengthMax)
  const seen = { personId, threadId, version }
  if (!body.trim()) {
    const { count } = await db().replyDraft.deleteMany({ where: seen })
    if (count === 0 && version > 0) throw changedElsewhere()
    return 0
  }
  const data = { body, answersReplyId: thread.replies[0]?.id ?? null, updatedAt: new Date() }
  const { count } =
    version === 0
      ? await db().replyDraft.createMany({ data: { personId, threadId, ...data }, skipDuplicates: true })
      : await db().replyDraft.updateMany({ where: seen, data: { ...data, version: { increment: 1 } } })
  if (count === 0) throw changedElsewhere()
  return version + 1
}

function changedElsewhere(): DomainError {
  return new DomainError('conflict', 'This reply was changed or sent in another window. Here it is not saved any more.', 'version')
}

/** Removes a reply that was sent or discarded. A text that another window has saved since that version stays. */
export async function discardReplyDraft(personId: number, threadId: number, version: number): Promise<void> {
  await db().replyDraft.deleteMany({ where: { personId, threadId, version: { lte: version } } })
}

/** A reply that someone has begun. `thread` is null if they may not see it any more: then `body` is all that is left. */
export type ReplyDraftRow = {
  thread: { id: number; slug: string; title: string; state: 'open' | 'closed' } | null
  threadId: number
  body: string
  version: number
  updatedAt: Date
}

/** A draft is found by the thread it is for, so that more of them are never needed at once. */
const listedMax = 50

/** Returns the replies that this person is writing, the latest first. */
export async function listReplyDrafts(viewer: Viewer & { personId: number }): Promise<ReplyDraftRow[]> {
  const drafts = await db().replyDraft.findMany({
    where: { personId: viewer.personId },
    orderBy: { updatedAt: 'desc' },
    take: listedMax,
    select: { threadId: true, body: true, version: true, updatedAt: true },
  })
  const threads = await db().thread.findMany({
    where: { id: { in: drafts.map(({ threadId }) => threadId) }, ...visibleThread(viewer) },
    select: { id: true, slug: true, title: true, state: true },
  })
  return drafts.map((draft) => ({ ...draft, thread: threads.find(({ id }) => id === draft.threadId) ?? null }))
}

/** Removes drafts to which nobody came back. */
export async function removeOldReplyDrafts(): Promise<void> {
  await db().replyDraft.deleteMany({ where: { updatedAt: { lt: new Date(Date.now() - keptDays * 86_400_000) } } })
}
