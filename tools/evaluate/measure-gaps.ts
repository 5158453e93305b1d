import { asks, askTheSameMin, demandOf } from '../../lib/curation/gaps/measuring'
import { bCubed, type Grouped, pairFigures, rankingNdcg } from './gap-measures'
import type { Asked } from './gap-threads'
import type { LabelledSet } from './labelled-set'
import { seeded } from './misspell'

/** How well a method finds what recurs, at a threshold. Those that group nothing have a ranking alone. */
export type GapFigures = { method: string; threshold: number | null; questions?: number; all?: number; ndcg20?: number; pairs?: number }

const thresholds = Array.from({ length: 36 }, (_, i) => 0.1 + i * 0.02)

type Measure = {
  atBest: (method: string, group: (threshold: number) => Promise<number[]>) => Promise<GapFigures>
  ranked: (method: string, order: number[]) => GapFigures
  shipped: (method: string, groups: number[], order: number[]) => GapFigures
}

/** Returns how to measure: by what each thread asks where that is known, else by labelled pairs. */
export function measureOf(set: LabelledSet, threads: Asked[]): Measure {
  return threads.some(({ question }) => question !== null) ? measureQuestions(threads) : measurePairs(set, threads)
}

function measureQuestions(threads: Asked[]): Measure {
  const grouped = (groups: number[]) => threads.map((thread, i): Grouped => ({ ...thread, group: groups[i] ?? 0 }))
  const isOf = (half: number | null) => (thread: Grouped) => thread.question !== null && (half === null || thread.half === half)
  const f1 = (groups: number[], half: number | null) => bCubed(grouped(groups), isOf(half)).f1
  const ndcg = (groups: number[], order: number[], half: number | null) => {
    const all = grouped(groups)
    const members = new Map<number, Grouped[]>()
    for (const thread of all) members.set(thread.group, [...(members.get(thread.group) ?? []), thread])
    return rankingNdcg(
      order.map((group) => members.get(group) ?? []),
      isOf(half),
      all,
    )
  }
  const byDemand = (groups: number[]) => orderByDemand(threads, groups)
  return {
    atBest: async (method, group) => {
      const best = { questions: { threshold: 0, worth: -1, groups: [0] }, ndcg: { worth: -1, groups: [0] } }
      for (const threshold of thresholds) {
        const groups = await group(threshold)
        const worth = f1(groups, 0)
        if (worth > best.questions.worth) best.questions = { threshold, worth, groups }
        const ranking = ndcg(groups, byDemand(groups), 0)
        if (ranking > best.ndcg.worth) best.ndcg = { worth: ranking, groups }
      }
      const { threshold, groups } = best.questions
      const all = bCubed(grouped(groups), () => true).f1
      return { method, threshold, questions: f1(groups, 1), all, ndcg20: ndcg(best.ndcg.groups, byDemand(best.ndcg.groups), 1) }
    },
    ranked: (method, order) => ({
      method,
      threshold: null,
      ndcg20: ndcg(
        threads.map((_, i) => i),
        order,
        1,
      ),
    }),
    shipped: (method, groups, order) => ({
      method,
      threshold: askTheSameMin,
      questions: f1(groups, null),
      all: bCubed(grouped(groups), () => true).f1,
      ndcg20: ndcg(groups, order, null),
    }),
  }
}

/** Pairs are counted of which one at least has a label: of the others nobody has said that they differ. */
function measurePairs(set: LabelledSet, threads: Asked[]): Measure {
  const placeOf = new Map(threads.map(({ id }, i) => [id, i]))
  const labelled = [...(set.grades ?? [])].flatMap(([query, grades]) =>
    [...grades].flatMap(([document, grade]): [number, number][] => {
      const [a, b] = [placeOf.get(query), placeOf.get(document)]
      return grade > 0 && a !== undefined && b !== undefined ? [[a, b]] : []
    }),
  )
  const random = seeded(1)
  const halfOf = new Map<number, number>()
  for (const [a, b] of labelled) {
    const half = halfOf.get(a) ?? halfOf.get(b) ?? (random() < 0.5 ? 0 : 1)
    halfOf.set(a, half)
    halfOf.set(b, half)
  }
  const f1 = (groups: number[], half: number | null) =>
    pairFigures(groups, labelled, (a, b) => [halfOf.get(a), halfOf.get(b)].some((of) => of !== undefined && (half === null || of === half)))
      .f1
  return {
    atBest: async (method, group) => {
      const best = { threshold: 0, worth: -1, groups: [0] }
      for (const threshold of thresholds) {
        const groups = await group(threshold)
        const worth = f1(groups, 0)
        if (worth > best.worth) Object.assign(best, { threshold, worth, groups })
      }
      return { method, threshold: best.threshold, pairs: f1(best.groups, 1) }
    },
    ranked: (method) => ({ method, threshold: null }),
    shipped: (method, groups) => ({ method, threshold: askTheSameMin, pairs: f1(groups, null) }),
  }
}

/** The groups of threads that nothing covers, the most wanted first. */
function orderByDemand(threads: Asked[], groups: number[]): number[] {
  const asking = threads.map(({ title, text }) => asks(title, text))
  const sums = new Map<number, { threads: number; asking: number; views: number }>()
  for (const [i, group] of groups.entries()) {
    const sum = sums.get(group) ?? { threads: 0, asking: 0, views: 0 }
    sum.threads++
    sum.asking += asking[i] ?? 0
    sum.views += threads[i]?.views ?? 0
    sums.set(group, sum)
  }
  const demand = (group: number) => {
    const sum = sums.get(group) ?? { threads: 0, asking: 0, views: 0 }
    return demandOf({ ...sum, unanswered: sum.threads, history: 0, searches: 0 })
  }
  return [...sums.keys()].sort((a, b) => demand(b) - demand(a) || a - b)
}
