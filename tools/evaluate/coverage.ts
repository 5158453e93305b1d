import { type RankedCoverage, rankCoverage } from '../../lib/curation/related'
import { importRecords } from '../../lib/exchange/import'
import { findOrCreatePerson } from '../../lib/identity/people'
import { type Viewer, viewerOf } from '../../lib/identity/viewer'
import { db } from '../../lib/platform/db'
import { readDocumentIds, threadsOf } from './evaluate'
import type { LabelledDocument, LabelledSet } from './labelled-set'
import { publishDocument } from './publish-document'
import { warmUp } from './warm-up'

/** A thread that was looked at for an answer, with what the labels say. */
export type LabelledCoverage = RankedCoverage & {
  /** The document that is the answer, and the one that is the thread. */
  answer: LabelledDocument
  document: string
  isRight: boolean
  /** Whether both have the same title, word for word: labels of such sets are not complete. */
  isSameTitle: boolean
}

/** All that was looked at; `total` is how many threads an answer of the first or second half settles. */
export type CoverageRun = { looked: LabelledCoverage[]; total: [number, number] }

/** Texts of another set that no answer settles. */
const unrelatedMax = 2_000

/**
 * Takes those documents of a set that some query is labelled with as canonical answers, one for all that the labels join; everything else,
 * queries among it, are threads, and so is some of `unrelated`. Ranks threads for each answer as an editor is shown them.
 */
export async function evaluateCoverage(
  set: LabelledSet,
  unrelated: LabelledSet | null,
  progress: (done: number, total: number) => void,
): Promise<CoverageRun> {
  const editor: Viewer = { ...viewerOf(await findOrCreatePerson(db(), 'Editor', 'editor'), 'editor'), quiet: true }
  const { id: topicId } = await db().topic.create({ data: { slug: 'answers', name: 'Answers' } })
  const groups = joined(set)
  const answers: Answers = new Map()
  for (const [lead, group] of groups) {
    const document = set.byId.get(lead)
    if (document) answers.set(lead, { document, answerId: await publishDocument(editor, topicId, document), group })
    progress(answers.size, groups.size)
  }
  const queries = new Set(set.queries.map(({ id }) => id))
  const documents = [...set.documents.filter(({ id }) => !answers.has(id) && !queries.has(id)), ...set.queries]
  await importRecords(threadsOf(documents.filter(({ id }) => !answers.has(id))), 'set')
  const others = unrelated?.documents.slice(0, unrelatedMax) ?? []
  await importRecords(threadsOf(others.map((document) => ({ ...document, id: `unrelated ${document.id}` }))), 'unrelated')
  await warmUp(progress)
  return rankAll(editor, answers, progress)
}

/** By the document that is the answer; `group` is all that the labels join with it. */
type Answers = Map<string, { document: LabelledDocument; answerId: number; group: Set<string> }>

async function rankAll(editor: Viewer, answers: Answers, progress: (done: number, total: number) => void): Promise<CoverageRun> {
  const documentOf = await readDocumentIds()
  const looked: LabelledCoverage[] = []
  const total: [number, number] = [0, 0]
  let done = 0
  for (const [lead, { document: answer, answerId, group }] of answers) {
    total[halfOf(lead)] += group.size - 1
    const { ranked } = await rankCoverage(editor, answerId)
    for (const each of ranked) {
      const document = documentOf.get(each.thread.id) ?? ''
      looked.push({ ...each, answer, document, isRight: group.has(document), isSameTitle: bare(each.thread.title) === bare(answer.title) })
    }
    progress(++done, answers.size)
  }
  return { looked, total }
}

const bare = (title: string) =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Which half of the answers one is in: thresholds are chosen on the first and measured on the second. */
export function halfOf(id: string): 0 | 1 {
  const hash = [...id].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) >>> 0, 7)
  return ((Math.imul(hash, 2_654_435_761) >>> 16) & 1) === 0 ? 0 : 1
}

/** Documents and queries that labels join, directly or by others, each by the document that most are labelled with. */
function joined(set: LabelledSet): Map<string, Set<string>> {
  const groupOf = new Map<string, Set<string>>()
  const labelled = new Map<string, number>()
  for (const [query, grades] of set.grades ?? [])
    for (const [document, grade] of grades) {
      if (grade <= 0 || !set.byId.has(document)) continue
      labelled.set(document, (labelled.get(document) ?? 0) + 1)
      const all = new Set([...(groupOf.get(query) ?? [query]), ...(groupOf.get(document) ?? [document])])
      for (const id of all) groupOf.set(id, all)
    }
  return new Map(
    [...new Set(groupOf.values())].flatMap((group) => {
      const [lead] = [...group]
        .filter((id) => labelled.has(id))
        .sort((a, b) => (labelled.get(b) ?? 0) - (labelled.get(a) ?? 0) || (a < b ? -1 : 1))
      return lead === undefined ? [] : [[lead, group]]
    }),
  )
}
