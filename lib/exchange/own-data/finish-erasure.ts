import { z } from 'zod'
import { db, pool, queryRows, transaction } from '../../platform/db'
import { removeStrayMails } from '../../platform/mail'
import { writeErasureFile } from './erasure-file'
import { removeUnusedPictures } from './unused-pictures'
import { withdrawReply } from './withdraw-reply'
import { withdrawThread } from './withdraw-thread'

const batchSize = 100

const Id = z.object({ id: z.int() })

/**
 * Completes the deletion of a person: withdraws the posts if the person chose so, and removes unused pictures and
 * files of mails. Each post is a transaction, so it may be stopped and run again.
 */
export async function finishErasure(personId: number): Promise<void> {
  const erasure = await db().erasure.findUnique({ where: { personId } })
  if (!erasure) return
  if (erasure.withdrawn) await withdrawPosts(personId)
  await removeUnusedPictures(personId)
  await removeStrayMails()
  await writeErasureFile()
  await db().erasure.update({ where: { personId }, data: { doneAt: new Date() } })
}

/** Replies first: a question is hidden with the author's own replies unless others have replied. */
async function withdrawPosts(personId: number): Promise<void> {
  for (;;) {
    const replies = await db().reply.findMany({ where: { authorId: personId, withdrawnAt: null }, select: { id: true }, take: batchSize })
    for (const { id } of replies) await transaction((tx) => withdrawReply(tx, id, new Date()))
    if (replies.length < batchSize) break
  }
  for (;;) {
    const threads = await db().thread.findMany({ where: { authorId: personId, withdrawnAt: null }, select: { id: true }, take: batchSize })
    for (const { id } of threads) await transaction((tx) => withdrawThread(tx, id, new Date()))
    if (threads.length < batchSize) break
  }
}

/**
 * Completes deletions that were not finished, and withdraws posts that deleted people were sending at that moment.
 * The nightly housekeeping calls it. Returns how many people it concerned.
 */
export async function finishErasures(): Promise<number> {
  const rows = await queryRows(
    pool(),
    Id,
    `select person_id as id from erasure e where done_at is null or (withdrawn and (
       exists (select 1 from thread where author_id = e.person_id and withdrawn_at is null)
       or exists (select 1 from reply where author_id = e.person_id and withdrawn_at is null))) order by person_id`,
  )
  for (const { id } of rows) await finishErasure(id)
  return rows.length
}
