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
      const tried = await triedWith(group)
      const { threshold, worth } = bothWays(tried, f1)
      const all = bothWays(tried, f1, (groups) => bCubed(grouped(groups), () => true).f1).worth
      const ndcg20 = bothWays(tried, (groups, half) => ndcg(groups, byDemand(groups), half)).worth
      return { method, threshold, questions: worth, all, ndcg20 }
    },
    ranked: (method, order) => ({
      method,
      threshold: null,
      ndcg20: ndcg(
        threads.map((_, i) => i),
        order,
        null,
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

/**
 * Pairs are counted of which one at least has a label: of the others nobody has said that they differ. The highest grade of a set says that
 * two ask the same, others that they are related.
 */
function measurePairs(set: LabelledSet, threads: Asked[]): Measure {
  const same = Math.max(1, ...[...(set.grades?.values() ?? [])].flatMap((grades) => [...grades.values()]))
  const placeOf = new Map(threads.map(({ id }, i) => [id, i]))
  const labelled = [...(set.grades ?? [])].flatMap(([query, grades]) =>
    [...grades].flatMap(([document, grade]): [number, number][] => {
      const [a, b] = [placeOf.get(query), placeOf.get(document)]
      return grade === same && a !== undefined && b !== undefined ? [[a, b]] : []
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
      const { threshold, worth } = bothWays(await triedWith(group), f1)
      return { method, threshold, pairs: worth }
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

type Tried = { threshold: number; groups: number[] }

async function triedWith(group: (threshold: number) => Promise<number[]>): Promise<Tried[]> {
  const tried: Tried[] = []
  for (const threshold of thresholds) tried.push({ threshold, groups: await group(threshold) })
  return tried
}

/** Chooses the threshold on one half and measures on the other, both ways; returns the means. */
function bothWays(
  tried: Tried[],
  worthOn: (groups: number[], half: number) => number,
  measured: (groups: number[], half: number) => number = worthOn,
): { threshold: number; worth: number } {
  const ways = [0, 1].map((half) => {
    const best = tried.map((one) => ({ ...one, worth: worthOn(one.groups, half) })).reduce((a, b) => (b.worth > a.worth ? b : a))
    return { threshold: best.threshold, worth: measured(best.groups, 1 - half) }
  })
  const mean = (of: (way: (typeof ways)[number]) => number) => ways.reduce((sum, way) => sum + of(way), 0) / ways.length
  return { threshold: mean(({ threshold }) => threshold), worth: mean(({ worth }) => worth) }
}
