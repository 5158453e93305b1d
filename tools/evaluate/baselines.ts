import type { Ranking } from './evaluate'
import type { LabelledDocument, LabelledSet } from './labelled-set'
import { seeded } from './misspell'

/** What other forums show under a thread: the most popular of its first tag (or category), some of the same tag, or any. */
export const baselines = ['hottest', 'same-tag', 'random'] as const
export type Baseline = (typeof baselines)[number]

const keptMax = 100

/** Ranks a set without reading the texts, to measure what reading is worth. Nothing is searched; a seed decides ties. */
export function rankByBaseline(set: LabelledSet, baseline: Baseline, options: { olderOnly: boolean; seed: number }): Map<string, Ranking> {
  const random = seeded(options.seed)
  return new Map(
    set.queries.map((query) => {
      const own = set.byId.get(query.id) ?? query
      const among = set.candidates?.get(query.id)
      const scored = set.documents
        .filter((document) => document.id !== query.id && (!among || among.has(document.id)))
        .filter((document) => !options.olderOnly || isOlder(document, own))
        .map((document) => ({ document: document.id, score: scoreOf(document, own, baseline) + random() / 2 }))
      return [query.id, scored.sort((a, b) => b.score - a.score).slice(0, keptMax)]
    }),
  )
}

function scoreOf(document: LabelledDocument, query: LabelledDocument, baseline: Baseline): number {
  if (baseline === 'random') return 0
  const [first] = query.tags
  const isSame = first !== undefined ? document.tags.includes(first) : query.category !== null && document.category === query.category
  // Those of the same tag first, then the rest in the same order.
  return (isSame ? 1e6 : 0) + (baseline === 'hottest' ? document.heat : 0)
}

function isOlder(document: LabelledDocument, query: LabelledDocument): boolean {
  return query.created === null || (document.created !== null && document.created < query.created)
}
