import { readAnswerDocuments } from '../../lib/answers'
import { readFacts, usefulness } from '../../lib/community/threads'
import { importRecords, type SourceThread } from '../../lib/exchange/import'
import { pool } from '../../lib/platform/db'
import { embedAll } from '../../lib/search'
import { type Ranking, readDocumentIds } from './evaluate'
import type { LabelledDocument, LabelledSet } from './labelled-set'

const epoch = new Date('2000-01-01T00:00:00Z')

/**
 * Ranks the replies of each thread of a set by how useful they are. Queries are openings, their candidates the replies, in
 * order of time; the labels say which was accepted, and count for their authors' record in other threads only.
 */
export async function evaluateReplies(
  set: LabelledSet,
  options: { hideVotes: boolean; progress: (done: number, total: number) => void },
): Promise<Map<string, Ranking>> {
  await importRecords(threadsWithReplies(set, options.hideVotes), 'evaluate')
  await pool().query('vacuum analyze')
  await embedAll(readAnswerDocuments, options.progress)
  const documentOf = await readDocumentIds()
  const threadOf = new Map([...documentOf].map(([thread, document]) => [document, thread]))
  const rankings = new Map<string, Ranking>()
  for (const [i, query] of set.queries.entries()) {
    const documents = documentsOf(set, query.id)
    const { asker, replies } = await readFacts(threadOf.get(query.id) as number)
    const ranked = usefulness(asker, replies)
    rankings.set(
      query.id,
      ranked.map(({ number, score }) => ({ document: documents[number - 1]?.id as string, score })),
    )
    options.progress(i + 1, set.queries.length)
  }
  return rankings
}

function documentsOf(set: LabelledSet, query: string): LabelledDocument[] {
  return [...(set.candidates?.get(query) ?? [])].flatMap((id) => set.byId.get(id) ?? [])
}

async function* threadsWithReplies(set: LabelledSet, hideVotes: boolean): AsyncIterable<SourceThread> {
  for (const query of set.queries) {
    const documents = documentsOf(set, query.id)
    const person = (name: string | null) => (name ? { externalId: name, name, displayName: name } : null)
    yield {
      kind: 'thread',
      externalId: query.id,
      title: query.title || query.text.slice(0, 80),
      body: query.text,
      author: person(query.author),
      topic: { externalId: 'set', name: 'Set' },
      tags: [],
      createdAt: query.created ?? epoch,
      closed: false,
      boosts: 0,
      views: 0,
      repliesElsewhere: 0,
      addresses: [],
      links: [],
      replies: documents.map((document) => ({
        externalId: document.id,
        body: document.text.trim() || '…',
        author: person(document.author),
        createdAt: document.created ?? epoch,
        accepted: (set.grades?.get(query.id)?.get(document.id) ?? 0) > 0,
        boosts: hideVotes ? 0 : document.likes,
        answers: answeredBy(document, query.id, set),
        addresses: [],
      })),
    }
  }
}

// Sets number posts within their thread, from 1, the opening.
function answeredBy({ answers }: LabelledDocument, query: string, set: LabelledSet): string | 'opening' | null {
  if (answers === null) return null
  const id = `${query}/${answers}`
  return answers === 1 ? 'opening' : set.byId.has(id) ? id : null
}
