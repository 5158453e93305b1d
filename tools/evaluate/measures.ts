/** Measures of a ranking, as means over the queries that have a relevant document. */
export type Measures = { queries: number; map: number; mrr: number; ndcg10: number; p1: number }

const relevantFrom = 1

/** Returns MAP, MRR, nDCG@10 (the grade as gain) and P@1 of rankings, by query. */
export function measure(rankings: Map<string, string[]>, grades: Map<string, Map<string, number>>): Measures {
  const sum = { map: 0, mrr: 0, ndcg10: 0, p1: 0 }
  let queries = 0
  for (const [query, ranking] of rankings) {
    const of = grades.get(query)
    const relevant = [...(of?.values() ?? [])].filter((grade) => grade >= relevantFrom).length
    if (!of || relevant === 0) continue
    queries++
    const gains = ranking.map((document) => Math.max(0, of.get(document) ?? 0))
    const hit = gains.map((gain) => gain >= relevantFrom)
    const first = hit.indexOf(true)
    sum.mrr += first < 0 ? 0 : 1 / (first + 1)
    sum.p1 += hit[0] ? 1 : 0
    sum.map += averagePrecision(hit) / relevant
    sum.ndcg10 += discounted(gains) / discounted([...of.values()].map((grade) => Math.max(0, grade)).sort((a, b) => b - a))
  }
  const mean = (value: number) => (queries === 0 ? 0 : value / queries)
  return { queries, map: mean(sum.map), mrr: mean(sum.mrr), ndcg10: mean(sum.ndcg10), p1: mean(sum.p1) }
}

function averagePrecision(hit: boolean[]): number {
  let found = 0
  return hit.reduce((sum, isHit, i) => (isHit ? sum + ++found / (i + 1) : sum), 0)
}

function discounted(gains: number[]): number {
  return gains.slice(0, 10).reduce((sum, gain, i) => sum + gain / Math.log2(i + 2), 0)
}
