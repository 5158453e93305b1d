import { liveAnswer, may, type Viewer, visibleTopic } from '../identity/viewer'
import { db } from '../platform/db'

/** A thread of a batch that was not covered, or that undoing left covered. Its title is null where it can't be seen any more. */
export type LeftThread = {
  outcome: 'asked_again' | 'already' | 'contested' | 'more_open' | 'gone' | 'kept_answered' | 'kept_changed'
  id: number
  slug: string
  title: string | null
}

/** What one act covered. `count` is how many it covered or, once it is undone, how many were taken back. */
export type CoverBatch = {
  id: number
  answer: { slug: string; title: string }
  count: number
  /** Whether it can be undone. */
  undoable: boolean
  undone: boolean
  left: LeftThread[]
}

const leftShown = 50

/** Returns what became of the threads that an editor covered at once; null for someone who may not change it. Three queries. */
export async function readCoverBatch(viewer: Viewer, batchId: number): Promise<CoverBatch | null> {
  if (!may(viewer, 'coverage.change')) return null
  const batch = await db().coverBatch.findFirst({
    where: { id: batchId, answer: { topic: visibleTopic(viewer) } },
    include: { answer: { select: { slug: true, title: true } } },
  })
  if (!batch) return null
  const [counts, rows] = await Promise.all([
    db().coverBatchThread.groupBy({ by: ['outcome'], where: { batchId }, _count: true }),
    db().coverBatchThread.findMany({
      where: { batchId, outcome: { notIn: ['covered', 'undone'] } },
      include: { thread: { select: { id: true, slug: true, title: true, hiddenAt: true } } },
      orderBy: { threadId: 'asc' },
      take: leftShown,
    }),
  ])
  const countOf = (wanted: string) => counts.find(({ outcome }) => outcome === wanted)?._count ?? 0
  return {
    id: batch.id,
    answer: batch.answer,
    count: countOf(batch.undoneAt ? 'undone' : 'covered'),
    undoable: batch.undoneAt === null && countOf('covered') > 0,
    undone: batch.undoneAt !== null,
    left: rows.flatMap(({ outcome, thread: { hiddenAt, title, ...thread } }) =>
      outcome === 'covered' || outcome === 'undone' ? [] : [{ outcome, ...thread, title: hiddenAt ? null : title }],
    ),
  }
}

/** Returns the published answer with which this editor covered last. */
export function lastCoveredWith(viewer: Viewer): Promise<{ id: number; slug: string; title: string } | null> {
  if (viewer.personId === null) return Promise.resolve(null)
  return db()
    .coverBatch.findFirst({
      where: { editorId: viewer.personId, answer: { ...liveAnswer, topic: visibleTopic(viewer) } },
      orderBy: { id: 'desc' },
      select: { answer: { select: { id: true, slug: true, title: true } } },
    })
    .then((batch) => batch?.answer ?? null)
}
