import { db } from '../../platform/db'
import { bodyLengthMax, storable, titleLengthMax } from '../../shared'

export type AskDraft = { title: string; body: string; tags: string; topicId: number | null }

const keptDays = 30

/** Returns the question that this person is writing, or null. */
export async function readAskDraft(personId: number): Promise<(AskDraft & { updatedAt: Date }) | null> {
  return db().askDraft.findUnique({ where: { personId }, select: { title: true, body: true, tags: true, topicId: true, updatedAt: true } })
}

/** Saves a question that is being written. The last one counts; an empty one is removed. */
export async function saveAskDraft(personId: number, draft: AskDraft): Promise<void> {
  const data = {
    title: storable(draft.title).slice(0, titleLengthMax),
    body: storable(draft.body).slice(0, bodyLengthMax),
    tags: storable(draft.tags).slice(0, 400),
    topicId: draft.topicId,
    updatedAt: new Date(),
  }
  if (!data.title.trim() && !data.body.trim()) return discardAskDraft(personId)
  await db().askDraft.upsert({ where: { personId }, create: { personId, ...data }, update: data })
}

/** Removes it: it was posted, settled or discarded. */
export async function discardAskDraft(personId: number): Promise<void> {
  await db().askDraft.deleteMany({ where: { personId } })
}

/** Removes drafts to which nobody came back. */
export async function removeOldAskDrafts(): Promise<void> {
  await db().askDraft.deleteMany({ where: { updatedAt: { lt: new Date(Date.now() - keptDays * 86_400_000) } } })
}
