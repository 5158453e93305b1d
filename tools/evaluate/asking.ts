import { questionOf } from '../../lib/curation/ask'
import { importRecords } from '../../lib/exchange/import'
import { visitor } from '../../lib/identity/viewer'
import { searchEngine } from '../../lib/search'
import { rankedGroups } from '../../lib/search/measuring'
import { readDocumentIds, threadsOf } from './evaluate'
import type { LabelledDocument, LabelledSet } from './labelled-set'
import { seeded } from './misspell'
import { warmUp } from './warm-up'

/** The rank of the best relevant document of a query, from 1; 0 where none was found. First by the title, then with each sentence more. */
export type AskedQuery = { query: LabelledDocument; ranks: number[] }

export type AskingOptions = {
  olderOnly: boolean
  /** Measures only so many queries, chosen by a seed. */
  sample?: number
  progress: (done: number, total: number) => void
  indexed?: () => Promise<void>
}

/** Sentences that are added to a title, one by one. The ask form reads the beginning of a text, which has hardly more. */
const sentencesMax = 12
const sampleSeed = 1

/**
 * Ranks the documents of a set as the ask form does while someone writes: by the title alone, then with the text, sentence by sentence.
 * Queries are measured that have a text and a relevant document; a query that is a document itself does not find itself.
 */
export async function evaluateAsking(set: LabelledSet, options: AskingOptions): Promise<AskedQuery[]> {
  await importRecords(threadsOf(set.documents), 'evaluate')
  await warmUp(options.progress)
  await options.indexed?.()
  return rankAsking(set, options)
}

/** The same where the set is loaded already. */
export async function rankAsking(set: LabelledSet, options: AskingOptions): Promise<AskedQuery[]> {
  const documentOf = await readDocumentIds()
  const asked: AskedQuery[] = []
  const queries = chosenQueries(set, options)
  for (const [i, query] of queries.entries()) {
    const relevant = relevantTo(query, set, options)
    const ranks: number[] = []
    let before: string | null = null
    for (const body of growing(query.text)) {
      const { text, context } = await questionOf(query.title, body)
      // What the form does not read changes nothing.
      if (before === `${text}\n${context}`) {
        ranks.push(ranks.at(-1) ?? 0)
        continue
      }
      before = `${text}\n${context}`
      const groups = await rankedGroups(searchEngine(), visitor, text, context)
      const documents = groups.map(({ groupId }) => documentOf.get(groupId)).filter((id) => id !== undefined)
      const ranked = documents.filter((id) => id !== query.id && isCandidate(set.byId.get(id), query, set, options))
      ranks.push(ranked.findIndex((id) => relevant.has(id)) + 1)
    }
    asked.push({ query, ranks })
    options.progress(i + 1, queries.length)
  }
  return asked
}

/** The MRR by the title alone, then with one sentence more each; a query whose text has ended keeps its rank. */
export function mrrByStep(asked: AskedQuery[]): number[] {
  const steps = Math.max(0, ...asked.map(({ ranks }) => ranks.length))
  return Array.from({ length: steps }, (_, step) => {
    const sum = asked.reduce((sum, { ranks }) => sum + reciprocal(ranks[Math.min(step, ranks.length - 1)]), 0)
    return sum / asked.length
  })
}

/** Queries that the text moves down: what the title alone found ranks lower with all of it, the farthest fall first. */
export function fallen(asked: AskedQuery[]): AskedQuery[] {
  const fall = ({ ranks }: AskedQuery) => reciprocal(ranks[0]) - reciprocal(ranks.at(-1))
  return asked.filter((each) => fall(each) > 0).sort((a, b) => fall(b) - fall(a))
}

const reciprocal = (rank: number | undefined) => (rank ? 1 / rank : 0)

/** Nothing, the first sentence, the first two, … */
function growing(text: string): string[] {
  const sentences = [...new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text)].filter(({ segment }) => segment.trim())
  const ends = sentences.slice(0, sentencesMax).map(({ index, segment }) => index + segment.length)
  return ['', ...ends.map((end) => text.slice(0, end))]
}

function chosenQueries(set: LabelledSet, options: AskingOptions): LabelledDocument[] {
  const measured = set.queries.filter((query) => query.title && query.text.trim() && relevantTo(query, set, options).size > 0)
  if (!options.sample) return measured
  const random = seeded(sampleSeed)
  const drawn = measured.map((query) => ({ query, at: random() })).sort((a, b) => a.at - b.at)
  return drawn.slice(0, options.sample).map(({ query }) => query)
}

function relevantTo(query: LabelledDocument, set: LabelledSet, options: AskingOptions): Set<string> {
  const graded = [...(set.grades?.get(query.id) ?? [])].filter(([, grade]) => grade > 0).map(([id]) => id)
  return new Set(graded.filter((id) => id !== query.id && isCandidate(set.byId.get(id), query, set, options)))
}

function isCandidate(document: LabelledDocument | undefined, query: LabelledDocument, set: LabelledSet, { olderOnly }: AskingOptions) {
  if (!document) return false
  const created = query.created ?? set.byId.get(query.id)?.created ?? null
  return !olderOnly || !created || (document.created !== null && document.created < created)
}
