import { importRecords, type SourceThread } from '../../lib/exchange/import'
import { visitor } from '../../lib/identity/viewer'
import { db } from '../../lib/platform/db'
import { searchEngine, similar } from '../../lib/search'
import { rankedGroups } from '../../lib/search/measuring'
import type { LabelledDocument, LabelledSet } from './labelled-set'
import { warmUp } from './warm-up'

export type EvaluateOptions = {
  task: 'search' | 'related'
  olderOnly: boolean
  progress: (done: number, total: number) => void
  /** Called when all documents are stored. */
  indexed?: () => Promise<void>
}

/** The number of documents that are kept of a ranking, by score; the measures use no more. */
const keptMax = 100
/** Retrieval returns more, so that enough is left after filtering (the query itself, younger threads). */
const askedMax = 1_000
const patienceMs = 10_000
const epoch = new Date('2000-01-01T00:00:00Z')

export type Ranking = { document: string; score: number }[]

/**
 * Loads a set into the (scratch) database as ordinary threads, and ranks it for every query with the site's own search or related lists.
 * Document ids decide ties.
 */
export async function evaluate(set: LabelledSet, options: EvaluateOptions): Promise<Map<string, Ranking>> {
  await importRecords(threadsOf(set.documents), 'evaluate')
  await warmUp(options.progress)
  await options.indexed?.()
  const documentOf = await readDocumentIds()
  const threadOf = new Map([...documentOf].map(([thread, document]) => [document, thread]))
  // A query that is one of the documents is that thread, with its tags.
  const tagsOf = new Map(set.documents.map((document) => [document.id, document.tags]))
  const createdOf = new Map(set.documents.map((document) => [document.id, document.created]))
  const rankings = new Map<string, Ranking>()
  for (const [i, query] of set.queries.entries()) {
    const among = set.candidates ? (set.candidates.get(query.id) ?? new Set<string>()) : null
    const scored = options.task === 'related' ? await related(query, among) : await searched(query)
    const created = query.created ?? createdOf.get(query.id) ?? null
    rankings.set(
      query.id,
      scored
        .filter(({ document }) => document !== query.id || options.task === 'search')
        .filter(({ document }) => !among || among.has(document))
        .filter(({ document }) => !options.olderOnly || isOlder(createdOf.get(document), created))
        .sort((a, b) => b.score - a.score || (a.document < b.document ? -1 : 1))
        .slice(0, keptMax),
    )
    options.progress(i + 1, set.queries.length)
  }
  return rankings

  async function related(query: LabelledDocument, among: Set<string> | null): Promise<Ranking> {
    const own = threadOf.get(query.id)
    const ids = among ? new Set([...among].map((document) => threadOf.get(document)).filter((id) => id !== undefined)) : undefined
    const matches = await similar(
      visitor,
      { title: query.title, body: query.text, tags: tagsOf.get(query.id) ?? query.tags },
      { exclude: own === undefined ? null : { kind: 'thread', id: own }, countMax: askedMax, among: ids, patience: patienceMs },
    )
    return matches.map((match) => ({ document: documentOf.get(match.groupId) as string, score: match.score }))
  }

  async function searched(query: LabelledDocument): Promise<Ranking> {
    const text = [query.title, query.text].filter(Boolean).join(' ')
    const groups = await rankedGroups(searchEngine(), visitor, text)
    return groups.map((group) => ({ document: documentOf.get(group.groupId) as string, score: group.score }))
  }
}

function isOlder(document: Date | null | undefined, query: Date | null): boolean {
  return !query || (document instanceof Date && document.getTime() < query.getTime())
}

/** Yields documents of a set as threads of a forum. */
export async function* threadsOf(documents: LabelledDocument[]): AsyncIterable<SourceThread> {
  for (const document of documents) {
    yield {
      kind: 'thread',
      externalId: document.id,
      title: document.title || document.text.slice(0, 80) || 'Untitled',
      body: document.text,
      author: null,
      topic: { externalId: 'set', name: 'Set' },
      tags: document.tags,
      createdAt: document.created ?? epoch,
      closed: false,
      boosts: 0,
      views: 0,
      repliesElsewhere: 0,
      addresses: [],
      replies: [],
      links: [],
    }
  }
}

/** Returns the document of each thread that `threadsOf()` brought. */
export async function readDocumentIds(): Promise<Map<number, string>> {
  const rows = await db().importedRecord.findMany({ where: { kind: 'thread' }, select: { externalId: true, localId: true } })
  return new Map(rows.map((row) => [row.localId, row.externalId]))
}
