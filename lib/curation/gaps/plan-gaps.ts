import type { Graph } from './read-graph'

/** Where the threads of one group go: into a gap that there is, or a new one. By their ids, with the gap that each is in now. */
export type Plan = {
  /** 0 for a new gap. */
  gapId: number
  /** Threads that are not in it yet; `from` is 0 for those in none. */
  moves: { threadId: number; from: number }[]
}

/**
 * Says what must change so that the gaps are as the groups are. A gap goes on in the group that has most of its threads, so that its number
 * and history stay. A group of two threads or more that nothing covers, and that no gap goes on in, becomes a new gap; threads that are in
 * a gap with nobody else stay there.
 */
export function planGaps(graph: Graph, groupOf: Int32Array): { plans: Plan[]; leaving: { threadId: number; from: number }[] } {
  const groups = membersOf(groupOf, graph.gapOf)
  const gapOfGroup = continuing(graph, groups)
  const plans: Plan[] = []
  const leaving: Plan['moves'] = []
  const sizeOf = sizesOf(graph.gapOf)
  const idOf = (place: number) => graph.ids[place] ?? 0
  const nowIn = (place: number) => graph.gapOf[place] ?? 0
  for (const [group, places] of groups) {
    const gapId = gapOfGroup.get(group) ?? 0
    const uncovered = places.filter((place) => graph.covered[place] === 0)
    if (gapId === 0 && uncovered.length < 2) {
      for (const place of places) if (nowIn(place) !== 0) leaving.push({ threadId: idOf(place), from: nowIn(place) })
      continue
    }
    // What was left alone by a group that fell apart is no gap.
    if (gapId !== 0 && places.length === 1 && (sizeOf.get(gapId) ?? 0) > 1 && graph.chosen[places[0] ?? 0] === 0) {
      leaving.push({ threadId: idOf(places[0] ?? 0), from: gapId })
      continue
    }
    const into = gapId === 0 ? uncovered : places.filter((place) => graph.covered[place] === 0 || nowIn(place) === gapId)
    const moves = into
      .filter((place) => nowIn(place) !== gapId || gapId === 0)
      .filter((place) => gapId === 0 || !graph.isApart(place, gapId))
      .map((place) => ({ threadId: idOf(place), from: nowIn(place) }))
    if (moves.length > 0) plans.push({ gapId, moves })
  }
  return { plans, leaving }
}

/** Threads of each group that has several, or one that is in a gap. */
function membersOf(groupOf: Int32Array, gapOf: Int32Array): Map<number, number[]> {
  const groups = new Map<number, number[]>()
  const sizes = new Int32Array(groupOf.length)
  for (const group of groupOf) sizes[group] = (sizes[group] ?? 0) + 1
  for (let place = 0; place < groupOf.length; place++) {
    const group = groupOf[place] ?? 0
    if (sizes[group] === 1 && gapOf[place] === 0) continue
    const places = groups.get(group)
    if (places) places.push(place)
    else groups.set(group, [place])
  }
  return groups
}

function sizesOf(gapOf: Int32Array): Map<number, number> {
  const sizes = new Map<number, number>()
  for (const gapId of gapOf) if (gapId !== 0) sizes.set(gapId, (sizes.get(gapId) ?? 0) + 1)
  return sizes
}

/** The gap that goes on in each group: the chosen one, else the one with which it has most threads in common, the oldest of several. */
function continuing(graph: Graph, groups: Map<number, number[]>): Map<number, number> {
  const gapOfGroup = new Map<number, number>()
  const taken = new Set<number>()
  for (const [group, places] of groups) {
    const chosen = places.find((place) => graph.chosen[place] !== 0)
    if (chosen === undefined) continue
    gapOfGroup.set(group, graph.chosen[chosen] ?? 0)
    taken.add(graph.chosen[chosen] ?? 0)
  }
  const overlaps: { group: number; gapId: number; count: number }[] = []
  for (const [group, places] of groups) {
    if (gapOfGroup.has(group)) continue
    const counts = new Map<number, number>()
    for (const place of places) {
      const gapId = graph.gapOf[place] ?? 0
      if (gapId !== 0 && !taken.has(gapId)) counts.set(gapId, (counts.get(gapId) ?? 0) + 1)
    }
    for (const [gapId, count] of counts) overlaps.push({ group, gapId, count })
  }
  overlaps.sort((a, b) => b.count - a.count || a.gapId - b.gapId)
  for (const { group, gapId } of overlaps) {
    if (gapOfGroup.has(group) || taken.has(gapId)) continue
    gapOfGroup.set(group, gapId)
    taken.add(gapId)
  }
  return gapOfGroup
}
