import { pagesOfThread } from '../../community/threads'
import { forgetRenderings } from '../../content'
import { forgetCases } from '../../curation/cases'
import type { Db } from '../../platform/db'
import { expirePages } from '../../platform/expiry'
import { enqueueRelated } from '../../platform/jobs'

/** Removes traces of a withdrawn text outside of its row and its search document. */
export async function forgetTextOf(tx: Db, kind: 'thread' | 'reply', id: number, texts: string[]): Promise<void> {
  await tx.$executeRaw`select blank_erased_texts(${kind}::subject_kind, ${id}::int, null::int)`
  await forgetRenderings(tx, texts)
  await forgetCases(tx, kind, id)
  // Someone who may see a post may see its pictures, also those of its history, so uses of pictures are removed.
  await tx.mention.deleteMany({ where: kind === 'thread' ? { threadId: id } : { replyId: id } })
  await tx.pictureUse.deleteMany({ where: { place: kind, postId: id } })
}

/** Updates pages and related lists after the post was written. */
export async function followWithdrawal(tx: Db, threadId: number, pagesBefore: string[]): Promise<void> {
  await expirePages(tx, [...pagesBefore, ...(await pagesOfThread(tx, threadId))])
  await enqueueRelated(tx, { threads: [threadId] }, { kind: 'thread', id: threadId })
}
