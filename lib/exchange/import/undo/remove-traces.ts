import { forgetGapsOf } from '../../../curation/gaps'
import type { Db } from '../../../platform/db'
import { forgetClicksOn } from '../../../search'

/** Removes what refers to these posts without a foreign key: ledger, old addresses, related lists, visits, views, gaps, hits of searches, uses of pictures, cases. */
export async function removeTraces(tx: Db, sourceId: number, kind: 'thread' | 'reply' | 'answer', ids: number[]): Promise<void> {
  await tx.importedRecord.deleteMany({ where: { sourceId, kind, localId: { in: ids } } })
  await tx.oldAddress.deleteMany({ where: { kind, subjectId: { in: ids } } })
  await tx.visit.deleteMany({ where: { kind, subjectId: { in: ids } } })
  await tx.viewDay.deleteMany({ where: { kind, subjectId: { in: ids } } })
  await forgetClicksOn(tx, kind, ids)
  if (kind === 'thread') await forgetGapsOf(tx, ids)
  await tx.relatedLink.deleteMany({ where: { fromKind: kind, fromId: { in: ids } } })
  await tx.relatedLink.deleteMany({ where: { toKind: kind, toId: { in: ids } } })
  await tx.pictureUse.deleteMany({ where: { place: kind, postId: { in: ids } } })
  await tx.moderationCase.deleteMany({ where: { subjectKind: kind, subjectId: { in: ids } } })
  // Replies that waited for approval there have no thread left.
  if (kind === 'thread') await tx.moderationCase.deleteMany({ where: { held: { threadId: { in: ids } } } })
}
