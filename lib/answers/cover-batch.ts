import { z } from 'zod'
import { lockThreadsThere } from '../community/threads'
import { authorize, topicIsAsOpen, type Viewer } from '../identity/viewer'
import { type Db, queryRows, transaction } from '../platform/db'
import { DomainError } from '../platform/errors'
import { type LockedAnswer, lockAnswer } from './lock-answers'
import { isRevisedSince, readLatestRevision, writeCoverage } from './write-coverage'

/** So many threads may be covered in one act. */
export const coverBatchMax = 200
/** Of these, so many in one transaction, so that others who write the same answer don't wait long. */
const perTransaction = 50

/** What became of a thread of a batch, see the schema. */
type Outcome = 'covered' | 'asked_again' | 'already' | 'contested' | 'more_open' | 'gone'
type Sections = Map<number, string | null>

const Id = z.object({ id: z.int() })

/**
 * Covers many threads in one act and returns its number, by which `undoCoverBatch()` takes it back. A thread that can't be covered holds up
 * no other: the batch says what became of each. Askers are told as by `coverThreads()`. Two transactions where there are more than fifty.
 * @throws DomainError `forbidden`, `not_found` for the answer, `invalid` for no thread or too many.
 */
export async function coverBatch(
  viewer: Viewer,
  answerId: number,
  threads: { threadId: number; section: string | null }[],
  at = new Date(),
): Promise<number> {
  authorize(viewer, 'coverage.change')
  const all = [...new Map(threads.map(({ threadId, section }) => [threadId, section]))].sort(([a], [b]) => a - b)
  if (all.length === 0) throw new DomainError('invalid', 'Tick the threads that it settles.')
  if (all.length > coverBatchMax) throw new DomainError('invalid', `At most ${coverBatchMax} threads can be covered at once.`)
  const chunks = Array.from({ length: Math.ceil(all.length / perTransaction) }, (_, i) =>
    all.slice(i * perTransaction, (i + 1) * perTransaction),
  )
  let batchId = 0
  for (const chunk of chunks) batchId = await coverChunk(viewer, answerId, { batchId, sections: new Map(chunk), at })
  return batchId
}

/** `batchId` is 0 before there is one. */
type Chunk = { batchId: number; sections: Sections; at: Date }

/** Returns the number of the batch: the first chunk begins it. */
function coverChunk(viewer: Viewer, answerId: number, { batchId, sections, at }: Chunk): Promise<number> {
  return transaction(async (tx) => {
    const answer = await lockAnswer(tx, answerId)
    const begin = () => tx.coverBatch.create({ data: { answerId, editorId: viewer.personId, createdAt: at }, select: { id: true } })
    const id = batchId || (await begin()).id
    await coverSome(tx, viewer, answer, { batchId: id, sections, at })
    return id
  })
}

async function coverSome(tx: Db, viewer: Viewer, answer: LockedAnswer, { batchId, sections, at }: Chunk): Promise<void> {
  const there = await lockThreadsThere(tx, viewer, [...sections.keys()])
  const outcomes = await outcomesOf(tx, answer, sections, [...there.keys()])
  const covers = ([id]: [number, unknown]) => ['covered', 'asked_again'].includes(outcomes.get(id) ?? '')
  const wanted = new Map([...sections].filter(covers))
  if (wanted.size > 0) await writeCoverage(tx, viewer, answer, { threads: new Map([...there].filter(covers)), sections: wanted, at })
  const rows = [...outcomes].map(([threadId, outcome]) => ({ batchId, threadId, section: sections.get(threadId) ?? null, outcome }))
  await tx.coverBatchThread.createMany({ data: rows })
}

/** What becomes of each of these threads; of those that never existed nothing is said. Four queries. */
async function outcomesOf(tx: Db, answer: LockedAnswer, sections: Sections, there: number[]): Promise<Map<number, Outcome>> {
  const answerId = answer.id
  const ids = [...sections.keys()]
  const existing = await tx.thread.findMany({ where: { id: { in: ids } }, select: { id: true, mergedIntoId: true } })
  const known = await tx.coverage.findMany({ where: { answerId, threadId: { in: ids } } })
  const latest = await readLatestRevision(tx, answerId)
  const isAsOpen = topicIsAsOpen('theirs', 'o.visibility')
  const closed = await queryRows(
    tx,
    Id,
    `select t.id from thread t join topic o on o.id = t.topic_id join topic theirs on theirs.id = $2
     where t.id = any($1::int[]) and ${isAsOpen}`,
    [ids, answer.topicId],
  )
  const seesBoth = new Set(closed.map(({ id }) => id))
  return new Map(
    existing.map(({ id, mergedIntoId }): [number, Outcome] => {
      const before = known.find(({ threadId }) => threadId === id)
      if (!there.includes(id) || mergedIntoId !== null) return [id, 'gone']
      if (before?.response === 'contested') return [id, isRevisedSince(latest, before.respondedAt) ? 'asked_again' : 'contested']
      if (before) return [id, 'already']
      return [id, seesBoth.has(id) ? 'covered' : 'more_open']
    }),
  )
}
