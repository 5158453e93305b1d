import type { LabelledDocument, LabelledSet } from './labelled-set'
import { seeded } from './misspell'

export type GapsOptions = { seed: number; unrelated: LabelledSet | null; progress: (done: number, total: number) => void }

/** A thread of the forum that is measured on. */
export type Asked = LabelledDocument & { question: string | null; half: number; views: number }

const noiseMax = 2_000
const askedMax = 10
const viewsMax = 200

/**
 * Threads of a set, each with what it asks, the half of the questions that it belongs to, and views by chance. Where many queries have one
 * document, they are the threads, and it is what they ask. Elsewhere all texts are threads, and labels say which ask the same.
 */
export function threadsIn(set: LabelledSet, { seed, unrelated }: GapsOptions): Asked[] {
  const random = seeded(seed)
  // About as many are read ten times as a hundred times.
  const views = () => Math.round(viewsMax ** random())
  if (!isOfQuestions(set)) {
    const queries = set.queries.filter(({ id }) => !set.byId.has(id))
    return [...set.documents, ...queries].map((document) => ({ ...document, question: null, half: 0, views: views() }))
  }
  const asked: Asked[] = []
  for (const document of set.documents) {
    const queries = set.queries.filter(({ id }) => (set.grades?.get(id)?.get(document.id) ?? 0) > 0)
    const [kept, half] = [1 + Math.floor(random() * askedMax), random() < 0.5 ? 0 : 1]
    for (const query of queries.slice(0, kept))
      asked.push({
        ...query,
        title: query.title || query.text,
        text: query.title ? query.text : '',
        question: document.id,
        half,
        views: views(),
      })
  }
  const noise = (unrelated?.documents ?? []).slice(0, noiseMax)
  return [...asked, ...noise.map((document) => ({ ...document, question: null, half: random() < 0.5 ? 0 : 1, views: views() }))]
}

/** Whether queries ask what documents say, several for each: the paraphrases of a list of questions. */
function isOfQuestions(set: LabelledSet): boolean {
  const labels = [...(set.grades?.values() ?? [])].flatMap((grades) => [...grades].flatMap(([id, grade]) => (grade > 0 ? [id] : [])))
  return set.queries.every(({ id }) => !set.byId.has(id)) && labels.length > 2 * new Set(labels).size
}
