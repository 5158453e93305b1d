import type { LabelledDocument, LabelledSet } from './labelled-set'
import { seeded } from './misspell'

export type GapsOptions = { seed: number; unrelated: LabelledSet | null; progress: (done: number, total: number) => void }

/** A thread of the forum that is measured on. */
export type Asked = LabelledDocument & { question: string | null; half: number; views: number }

const noiseMax = 2_000
const askedMax = 10
const viewsMax = 200

/** Threads of a set, each with what it asks, the half of the questions that it belongs to, and views by chance. */
export function threadsIn(set: LabelledSet, { seed, unrelated }: GapsOptions): Asked[] {
  const random = seeded(seed)
  // About as many are read ten times as a hundred times.
  const views = () => Math.round(viewsMax ** random())
  if (set.queries.every(({ id }) => set.byId.has(id)))
    return set.documents.map((document) => ({ ...document, question: null, half: 0, views: views() }))
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
