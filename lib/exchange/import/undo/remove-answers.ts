import { withReindexOfAll } from '../../../answers'
import type { Db } from '../../../platform/db'
import { expirePages, pageTags } from '../../../platform/expiry'
import { removeEmptyTags } from './remove-tags'
import { removeTraces } from './remove-traces'

/** Removes canonical answers that nobody has touched. Returns how many tags became empty and were removed. */
export async function removeAnswers(tx: Db, sourceId: number, ids: number[], since: Date): Promise<number> {
  if (ids.length === 0) return 0
  const tags = await tx.answerTag.findMany({ where: { answerId: { in: ids } }, select: { tagId: true }, distinct: ['tagId'] })
  // The database removes only answers that are in the ledger, so the ledger entry is removed last.
  await withReindexOfAll(tx, ids, () => tx.$executeRaw`select remove_imported_answers(${ids}::int[])`)
  await removeTraces(tx, sourceId, 'answer', ids)
  await expirePages(tx, [pageTags.everything])
  return removeEmptyTags(
    tx,
    tags.map(({ tagId }) => tagId),
    since,
  )
}
