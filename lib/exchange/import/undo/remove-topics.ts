import { db } from '../../../platform/db'
import { expirePages, pageTags } from '../../../platform/expiry'
import type { SaidOfTopic } from '../said'
import { batchTransaction } from './batch-transaction'
import type { UndoReport } from './undo-report'

/**
 * Removes topics that the import made and that are empty, subtopics first. Others that it made are listed. Returns
 * how many were removed.
 */
export async function removeTopics(sourceId: number, since: Date, report: UndoReport): Promise<number> {
  const records = await db().importedRecord.findMany({ where: { sourceId, kind: 'topic' } })
  const made = new Set<number>()
  for (const { localId, said } of records) {
    const known = said as SaidOfTopic | null
    if (known ? known.made : await isSince(localId, since)) made.add(localId)
  }
  let removed = 0
  for (const topicId of await subtopicsFirst([...made])) {
    const gone = await batchTransaction(async (tx) => {
      const count = await tx.$executeRaw`
        delete from topic o where o.id = ${topicId}
          and not exists (select 1 from thread where topic_id = o.id) and not exists (select 1 from answer where topic_id = o.id)
          and not exists (select 1 from topic where parent_id = o.id) and not exists (select 1 from ask_draft where topic_id = o.id)
          and not exists (select 1 from audit_entry where subject_kind = 'topic' and subject_id = o.id and person_id is not null)
          and not exists (select 1 from imported_record where kind = 'topic' and local_id = o.id and source_id <> ${sourceId})`
      if (count === 0) return false
      await tx.oldAddress.deleteMany({ where: { kind: 'topic', subjectId: topicId } })
      await expirePages(tx, [pageTags.everything])
      return true
    })
    if (gone) removed++
    else await listKept(topicId, report)
  }
  // A topic that the import did not make, or that is gone, leaves the ledger. A topic that stays is found by the next import.
  const left = new Set((await db().topic.findMany({ where: { id: { in: [...made] } }, select: { id: true } })).map(({ id }) => id))
  await db().importedRecord.deleteMany({
    where: { sourceId, kind: 'topic', localId: { in: records.map(({ localId }) => localId).filter((id) => !left.has(id)) } },
  })
  return removed
}

async function isSince(topicId: number, since: Date): Promise<boolean> {
  const topic = await db().topic.findUnique({ where: { id: topicId }, select: { createdAt: true } })
  return topic !== null && topic.createdAt >= since
}

async function subtopicsFirst(ids: number[]): Promise<number[]> {
  const topics = await db().topic.findMany({ where: { id: { in: ids } }, select: { id: true, parentId: true } })
  return topics.sort((a, b) => Number(a.parentId === null) - Number(b.parentId === null) || a.id - b.id).map(({ id }) => id)
}

async function listKept(id: number, report: UndoReport): Promise<void> {
  const topic = await db().topic.findUnique({ where: { id }, select: { name: true } })
  if (topic) report.kept.push({ subject: 'topic', id, title: topic.name, message: 'it is not empty, or an admin has changed it' })
}
