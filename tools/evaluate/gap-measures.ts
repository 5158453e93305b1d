/** Threads of a set: what each asks, null for what is there as noise, and in which group it is. */
export type Grouped = { question: string | null; group: number; half: number }

/** Precision, recall and F1 of groups. */
export type GroupFigures = { precision: number; recall: number; f1: number }

/**
 * B-cubed (Bagga and Baldwin, 1998) over the threads that are wanted: for each, which share of its group asks the same, and which share of
 * those that ask the same is in its group. Each noise thread asks something of its own.
 */
export function bCubed(threads: Grouped[], isWanted: (thread: Grouped) => boolean): GroupFigures {
  const [sizes, totals, shared] = [new Map<number, number>(), new Map<string, number>(), new Map<string, number>()]
  const questionOf = ({ question }: Grouped, i: number) => question ?? `noise ${i}`
  for (const [i, thread] of threads.entries()) {
    const question = questionOf(thread, i)
    sizes.set(thread.group, (sizes.get(thread.group) ?? 0) + 1)
    totals.set(question, (totals.get(question) ?? 0) + 1)
    shared.set(`${thread.group}/${question}`, (shared.get(`${thread.group}/${question}`) ?? 0) + 1)
  }
  let [precision, recall, count] = [0, 0, 0]
  for (const [i, thread] of threads.entries()) {
    if (!isWanted(thread)) continue
    const question = questionOf(thread, i)
    const same = shared.get(`${thread.group}/${question}`) ?? 0
    precision += same / (sizes.get(thread.group) ?? 1)
    recall += same / (totals.get(question) ?? 1)
    count++
  }
  return figuresOf(precision / Math.max(1, count), recall / Math.max(1, count))
}

/** F1 of pairs: which share of the pairs in one group is labelled, and which share of the labelled pairs is in one group. */
export function pairFigures(groups: number[], labelled: [number, number][], isCounted: (a: number, b: number) => boolean): GroupFigures {
  const wanted = new Set(labelled.filter(([a, b]) => isCounted(a, b)).map(([a, b]) => keyOf(a, b)))
  const members = new Map<number, number[]>()
  for (const [thread, group] of groups.entries()) members.set(group, [...(members.get(group) ?? []), thread])
  let [right, together] = [0, 0]
  for (const threads of members.values())
    for (const [i, a] of threads.entries())
      for (const b of threads.slice(i + 1)) {
        if (!isCounted(a, b)) continue
        together++
        if (wanted.has(keyOf(a, b))) right++
      }
  return figuresOf(together === 0 ? 0 : right / together, wanted.size === 0 ? 0 : right / wanted.size)
}

const keyOf = (a: number, b: number) => `${Math.min(a, b)}/${Math.max(a, b)}`

function figuresOf(precision: number, recall: number): GroupFigures {
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}

const rankedMax = 20

/**
 * nDCG@20 of a map: the gain of a gap is how often its question is asked, where more than half of its threads ask it; a question counts
 * once. Gaps of questions that are not wanted are passed over, noise is not.
 */
export function rankingNdcg(gaps: Grouped[][], isWanted: (thread: Grouped) => boolean, all: Grouped[]): number {
  const totals = new Map<string, number>()
  for (const thread of all)
    if (thread.question !== null && isWanted(thread)) totals.set(thread.question, (totals.get(thread.question) ?? 0) + 1)
  const seen = new Set<string>()
  const gains: number[] = []
  for (const threads of gaps) {
    const { question, thread } = majorityOf(threads)
    if (thread && thread.question !== null && !isWanted(thread)) continue
    gains.push(question !== null && !seen.has(question) ? (totals.get(question) ?? 0) : 0)
    if (question !== null) seen.add(question)
    if (gains.length === rankedMax) break
  }
  const ideal = [...totals.values()].sort((a, b) => b - a).slice(0, rankedMax)
  return discounted(gains) / discounted(ideal)
}

function majorityOf(threads: Grouped[]): { question: string | null; thread: Grouped | undefined } {
  const counts = new Map<string, number>()
  for (const { question } of threads) if (question !== null) counts.set(question, (counts.get(question) ?? 0) + 1)
  const [most] = [...counts].sort((a, b) => b[1] - a[1])
  if (!most || most[1] * 2 <= threads.length) return { question: null, thread: undefined }
  return { question: most[0], thread: threads.find(({ question }) => question === most[0]) }
}

function discounted(gains: number[]): number {
  return gains.reduce((sum, gain, i) => sum + gain / Math.log2(i + 2), 0)
}
