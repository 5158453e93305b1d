import { z } from 'zod'
import { refreshCoverCounts, withReindexOfAll } from '../../answers'
import { countInTopic, lockThreadRows, openingDocument, pagesOfThread, refreshResolution, replyDocument } from '../../community/threads'
import { type Db, queryRowsIn } from '../../platform/db'
import { forgetVectors, replaceDocuments } from '../../search'
import { withdrawnBody, withdrawnTitle } from '../../shared'
import { followWithdrawal, forgetTextOf } from './withdraw-text'

const withdrawnSlug = 'withdrawn'

/**
 * Withdraws title and text of a thread's opening for good. If others have replied, the thread stays with an empty
 * post at its top; otherwise it is hidden with the author's own replies. It may be called twice.
 */
export async function withdrawThread(tx: Db, threadId: number, at: Date): Promise<void> {
  // Answers are locked before threads, as in every change of a coverage. Titles of merged threads are aliases of answers,
  // too.
  const answerIds = await answersNaming(tx, threadId)
  await withReindexOfAll(tx, answerIds, async () => {
    await lockThreadRows(tx, [threadId])
    const thread = await readThread(tx, threadId)
    if (!thread || thread.withdrawnAt) return
    const wasShown = thread.hiddenAt === null
    const replies = await tx.reply.findMany({ where: { threadId, hiddenAt: null } })
    const stays = wasShown && replies.some(({ authorId }) => authorId === null || authorId !== thread.authorId)
    const pagesBefore = await pagesOfThread(tx, threadId)
    const after = await tx.thread.update({
      where: { id: threadId },
      data: {
        title: withdrawnTitle,
        slug: withdrawnSlug,
        body: withdrawnBody,
        withdrawnAt: at,
        hiddenAt: stays ? null : (thread.hiddenAt ?? at),
        version: { increment: 1 },
      },
    })
    await tx.coverageAlias.deleteMany({ where: { threadId } })
    // The asker's reason for contesting an answer is removed too, so the answer is no longer contested.
    await tx.coverage.updateMany({ where: { threadId, response: 'contested' }, data: { response: 'unjudged', respondedAt: null } })
    await tx.coverage.updateMany({ where: { threadId }, data: { reason: '' } })
    // The editors' replies to it may repeat it.
    await tx.contestDecision.updateMany({ where: { threadId }, data: { reason: '' } })
    // The ask form has kept the title. Other sessions that led to this thread have other people's titles.
    await tx.askSession.updateMany({ where: { outcome: 'posted', subjectKind: 'thread', subjectId: threadId }, data: { title: '' } })
    if (wasShown) {
      const before = [openingDocument(thread), ...(stays ? [] : replies.map(replyDocument))]
      await replaceDocuments(tx, before, stays ? [openingDocument({ ...after, tags: thread.tags })] : [])
    }
    // Vectors of a changed text are used until there are new ones. Without a model there will be none.
    await forgetVectors(tx, threadId, 0)
    await forgetTextOf(tx, 'thread', threadId, [thread.body, ...thread.revisions.map(({ body }) => body)])
    await tx.relatedLink.deleteMany({ where: { fromKind: 'thread', fromId: threadId } })
    if (wasShown && !stays) {
      await countInTopic(tx, thread.topicId, thread.resolution, -1)
      await tx.tag.updateMany({ where: { threads: { some: { threadId } } }, data: { threadCount: { decrement: 1 } } })
    }
    await refreshResolution(tx, [threadId])
    await followWithdrawal(tx, threadId, pagesBefore)
  })
  await refreshCoverCounts(tx, answerIds)
}

async function readThread(tx: Db, id: number) {
  const thread = await tx.thread.findUnique({
    where: { id },
    include: { tags: { include: { tag: { select: { name: true } } } }, revisions: { select: { body: true } } },
  })
  return thread && { ...thread, tags: thread.tags.map(({ tag }) => tag.name) }
}

const Id = z.object({ id: z.int() })

async function answersNaming(tx: Db, threadId: number): Promise<number[]> {
  const rows = await queryRowsIn(tx, Id)`
    select answer_id as id from coverage where thread_id = ${threadId}
    union select answer_id from coverage_alias where thread_id = ${threadId} order by id`
  return rows.map(({ id }) => id)
}
