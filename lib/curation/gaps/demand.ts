/** What the demand for an answer is made of: figures of the threads of a gap that nothing covers. */
export type DemandFigures = {
  threads: number
  /** Those of them that ask something; a thread that half asks counts half. */
  asking: number
  unanswered: number
  /** Views of ninety days … */
  views: number
  /** … and those of which the day is not known, because they are from before or were imported. */
  history: number
  /** Searches of ninety days that found it first and did not open it. */
  searches: number
}

/** What an unanswered thread counts more than one that has an accepted reply. */
const unansweredWeight = 0.5
/** So many views in ninety days, so many older ones, so many searches count about as much as one more thread that asks the same. */
const viewsUnit = 10
const historyUnit = 100
const historyWeight = 0.5

/**
 * Returns how much an answer is wanted. One thread more counts one; views and searches count by their logarithm, so that a page that is
 * linked from elsewhere does not outweigh what many ask. What asks nothing brings the whole sum down.
 */
export function demandOf({ threads, asking, unanswered, views, history, searches }: DemandFigures): number {
  if (threads === 0) return 0
  const read = Math.log2(1 + views / viewsUnit) + historyWeight * Math.log2(1 + history / historyUnit)
  const sum = threads + read + Math.log2(1 + searches)
  return (asking / threads) * (1 + (unansweredWeight * unanswered) / threads) * sum
}
