import { pagesOfThread } from '../../community/threads'
import { forgetRenderings } from '../../content'
import type { Db } from '../../platform/db'
import { expirePages } from '../../platform/expiry'
import { enqueueRelated } from '../../platform/jobs'

/** What of a post is left when its text is withdrawn, apart from the row itself and its place in search. */
export async function forgetTextOf(tx: Db, kind: 'thread' | 'reply', id: number, texts: string[]): Promise<void> {
  await tx.$executeRaw`select blank_erased_texts(${kind}::subject_kind, ${id}::int, null::int)`
  await forgetRenderings(tx, texts)
  // Someone who may see a text may see its pictures, and its history's: there is none any more.
  await tx.pictureUse.deleteMany({ where: { place: kind, postId: id } })
}

/** Vectors of a text that changed serve until there are new ones, and without a model there never will be: they go at once. */
export async function forgetVectors(tx: Db, threadId: number, place: number): Promise<void> {
  await tx.$executeRaw`
    delete from meaning_vector where post_id in (
      select id from search_post where group_kind = 'thread' and group_id = ${threadId} and place = ${place})`
}

/** Has pages and related lists follow, once the post is written. */
export async function followWithdrawal(tx: Db, threadId: number, pagesBefore: string[]): Promise<void> {
  await expirePages(tx, [...pagesBefore, ...(await pagesOfThread(tx, threadId))])
  await enqueueRelated(tx, { threads: [threadId] }, { kind: 'thread', id: threadId })
}
