import { coverThreads } from '../../lib/answers'
import { startThread } from '../../lib/community/threads'
import { importRecords } from '../../lib/exchange/import'
import { findOrCreatePerson } from '../../lib/identity/people'
import { viewerOf, visitor } from '../../lib/identity/viewer'
import { db } from '../../lib/platform/db'
import { search, searchEngine } from '../../lib/search'
import { rankedGroups } from '../../lib/search/measuring'
import { readDocumentIds, threadsOf } from './evaluate'
import type { LabelledSet } from './labelled-set'
import { measure } from './measures'
import { seeded } from './misspell'
import { publishDocument } from './publish-document'
import { warmUp } from './warm-up'

/** How well held-out titles find the right answer. */
export type AliasFigures = {
  queries: number
  recall5: number
  mrr: number
  /** Share of searches that put the right answer, and another one, above all. */
  topRight: number
  topWrong: number
  /** Share of unrelated questions that get an answer on top anyway. */
  unrelatedTop: number
  /** nDCG@10 of the unrelated set as a reader sees it: an answer on top that settles nothing costs the first place. */
  unrelatedNdcg10: number
}

const heldOutShare = 0.2

/**
 * Takes the documents of a set as canonical answers and its queries as threads, of which each is settled by its document.
 * A fifth of the queries is held out and searched: once while nothing is covered, once when the other threads are and their
 * titles are aliases. `unrelated` is another set whose documents are in the forum as threads: none of the answers settles
 * its questions.
 */
export async function evaluateAliases(
  set: LabelledSet,
  unrelated: LabelledSet | null,
  seed: number,
  progress: (done: number, total: number) => void,
): Promise<{ without: AliasFigures; with: AliasFigures }> {
  const editor = { ...viewerOf(await findOrCreatePerson(db(), 'Editor', 'editor'), 'editor') }
  const topic = await db().topic.create({ data: { slug: 'set', name: 'Set' } })
  const answerOf = new Map<string, number>()
  const total = set.documents.length + set.queries.length
  let done = 0
  for (const document of set.documents) {
    answerOf.set(document.id, await publishDocument(editor, topic.id, document))
    progress(++done, total)
  }
  const random = seeded(seed)
  const heldOut: { text: string; answerId: number }[] = []
  const threads = new Map<number, { threadId: number; section: null }[]>()
  for (const query of set.queries) {
    progress(++done, total)
    const document = [...(set.grades?.get(query.id) ?? [])].find(([, grade]) => grade > 0)?.[0]
    const answerId = answerOf.get(document ?? '')
    if (answerId === undefined) continue
    if (random() < heldOutShare) heldOut.push({ text: query.text, answerId })
    else {
      const { id } = await startThread(editor, { topicId: topic.id, title: query.text.slice(0, 300), body: query.text })
      threads.set(answerId, [...(threads.get(answerId) ?? []), { threadId: id, section: null }])
    }
  }
  if (unrelated) await importRecords(threadsOf(unrelated.documents), 'unrelated')
  const documentOf = await readDocumentIds()
  await warmUp(progress)
  const without = await measured(heldOut, unrelated, documentOf)
  for (const [answerId, covered] of threads) await coverThreads(editor, answerId, covered)
  await warmUp(progress)
  return { without, with: await measured(heldOut, unrelated, documentOf) }
}

async function measured(
  heldOut: { text: string; answerId: number }[],
  unrelated: LabelledSet | null,
  documentOf: Map<number, string>,
): Promise<AliasFigures> {
  let [recall5, mrr, topRight, topWrong, unrelatedTop] = [0, 0, 0, 0, 0]
  for (const { text, answerId } of heldOut) {
    const groups = await rankedGroups(searchEngine(), visitor, text)
    const rank = groups.filter(({ groupKind }) => groupKind === 'answer').findIndex(({ groupId }) => groupId === answerId)
    if (rank >= 0 && rank < 5) recall5++
    if (rank >= 0) mrr += 1 / (rank + 1)
    const { answer } = await search(searchEngine(), visitor, { text, withFacets: false, pageSize: 5 })
    if (answer?.id === answerId) topRight++
    else if (answer) topWrong++
  }
  const rankings = new Map<string, string[]>()
  for (const { id, title, text } of unrelated?.queries ?? []) {
    const question = [title, text].filter(Boolean).join(' ')
    const { answer, hits } = await search(searchEngine(), visitor, { text: question, withFacets: false, pageSize: 10 })
    if (answer) unrelatedTop++
    const seen = [...(answer ? [answer] : []), ...hits].slice(0, 10)
    rankings.set(
      id,
      seen.map((hit) => (hit.kind === 'thread' ? documentOf.get(hit.id) : undefined) ?? `answer ${hit.id}`),
    )
  }
  const share = (count: number, of: number) => (of === 0 ? 0 : count / of)
  const n = heldOut.length
  return {
    queries: n,
    recall5: share(recall5, n),
    mrr: share(mrr, n),
    topRight: share(topRight, n),
    topWrong: share(topWrong, n),
    unrelatedTop: share(unrelatedTop, unrelated?.queries.length ?? 0),
    unrelatedNdcg10: unrelated?.grades ? measure(rankings, unrelated.grades).ndcg10 : 0,
  }
}
