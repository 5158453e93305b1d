import { pagesOfAnswer, withReindexOfAll } from '../../answers'
import { pagesOfThread } from '../../community/threads'
import { forgetRenderings } from '../../content'
import type { Db } from '../../platform/db'
import { pageTags } from '../../platform/expiry'
import { enqueueRelated } from '../../platform/jobs'
import { embedAgain } from '../../search'
import { redactedSlug, redactedTitle } from '../../shared'
import { forgetAnchors, renderedTexts } from './forget-anchors'
import { answersNaming, type Revised, type StoredRevision, threadsNamed } from './subject'

/** Removes what was made of the texts of these revisions, and has what was made of the current text made again. */
export async function forgetTraces(tx: Db, subject: Revised, revisions: StoredRevision[]): Promise<void> {
  const { kind, id } = subject
  const gone = new Set(revisions.flatMap((revision) => renderedTexts(kind, revision)))
  await forgetRenderings(tx, [...gone])
  await forgetPictures(tx, subject, revisions)
  if (kind === 'answer') {
    await forgetAnchors(tx, id, revisions)
    await embedAgain(tx, 'answer', id, null)
    return enqueueRelated(tx, { answers: [id] }, { kind, id })
  }
  const { threadId, number } = await placeOf(tx, kind, id)
  for (const named of await threadsNamed(tx, subject)) await forgetTitles(tx, named, revisions)
  await embedAgain(tx, 'thread', threadId, number)
  await enqueueRelated(tx, { threads: [threadId] }, { kind: 'thread', id: threadId })
}

/** The thread of a post, and its number there. */
export async function placeOf(tx: Db, kind: 'thread' | 'reply', id: number): Promise<{ threadId: number; number: number }> {
  if (kind === 'thread') return { threadId: id, number: 0 }
  return tx.reply.findUniqueOrThrow({ where: { id }, select: { threadId: true, number: true } })
}

/** Tags of the pages that show it or its history. */
export async function pagesOfRevised(tx: Db, { kind, id }: Revised): Promise<string[]> {
  if (kind === 'answer') return [...(await pagesOfAnswer(tx, id)), pageTags.front]
  const { threadId } = await placeOf(tx, kind, id)
  return [...(await pagesOfThread(tx, threadId)), pageTags.thread(threadId)]
}

/** Someone who sees a post sees the pictures of its history: not any more those that only these revisions had. */
async function forgetPictures(tx: Db, { kind, id }: Revised, revisions: StoredRevision[]): Promise<void> {
  await tx.$executeRaw`
    delete from picture_use u where u.post_id = ${id} and (u.place = ${kind}::picture_place or (u.place = 'draft' and ${kind} = 'answer'))
      and u.name in (select p from unnest(${revisions.map(({ body }) => body)}::text[]) t(body), pictures_in(t.body) p)
      and not exists (
        select 1 from (
          select body from thread where ${kind} = 'thread' and id = ${id} union all select body from thread_revision where ${kind} = 'thread' and thread_id = ${id}
          union all select body from reply where ${kind} = 'reply' and id = ${id} union all select body from reply_revision where ${kind} = 'reply' and reply_id = ${id}
          union all select body from answer where ${kind} = 'answer' and id = ${id} union all select body from answer_revision where ${kind} = 'answer' and answer_id = ${id}
          union all select body from answer_draft where ${kind} = 'answer' and answer_id = ${id}) kept
        where strpos(kept.body, u.name) > 0)`
}

/** Titles that a thread had: search finds answers by them, and the ask form kept the first. A merged thread also kept what it said then. */
async function forgetTitles(tx: Db, threadId: number, revisions: StoredRevision[]): Promise<void> {
  await withReindexOfAll(tx, await answersNaming(tx, threadId), async () => {
    const { title, revisionNumber, mergedIntoId } = await tx.thread.findUniqueOrThrow({ where: { id: threadId } })
    const isMerged = mergedIntoId !== null
    const titles = revisions.map((revision) => revision.title).filter((each) => each !== title)
    // The history of a merged thread has no titles any more: all of them but the last go.
    const gone = isMerged ? { not: title } : { in: titles }
    const asked = { outcome: 'posted' as const, subjectKind: 'thread' as const, subjectId: threadId }
    if (isMerged && revisions.some(({ number }) => number === revisionNumber)) {
      await tx.thread.update({
        where: { id: threadId },
        data: { title: redactedTitle, slug: redactedSlug, body: '', version: { increment: 1 } },
      })
      await tx.coverageAlias.deleteMany({ where: { threadId } })
      await tx.askSession.updateMany({ where: asked, data: { title: '' } })
      return
    }
    await tx.askSession.updateMany({ where: { ...asked, title: gone }, data: { title: '' } })
    await tx.coverageAlias.updateMany({ where: { threadId, alias: gone }, data: { alias: title } })
  })
}

/** HTML of what a merged thread said when it was one. To be called while its history is there. */
export async function forgetMergedRenderings(tx: Db, { kind, id }: Revised, numbers: number[]): Promise<void> {
  if (kind !== 'reply') return
  const threads = await tx.thread.findMany({
    where: { mergedAsId: id },
    select: { body: true, revisionNumber: true, revisions: { where: { number: { in: numbers } }, select: { body: true } } },
  })
  const texts = threads.flatMap(({ body, revisionNumber, revisions }) => [
    ...(numbers.includes(revisionNumber) ? [body] : []),
    ...revisions.map((revision) => revision.body),
  ])
  await forgetRenderings(tx, texts)
}
