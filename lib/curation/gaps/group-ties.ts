import { type Breathe, breathe as pause } from './breathe'
import { Heap } from './heap'
import { Islands } from './islands'

/** Who is like whom: tie `i` leads from thread `from[i]` to `to[i]`, both by their places from 0 to `threads` - 1, of closeness 0 to 1. */
export type Ties = { threads: number; from: Int32Array; to: Int32Array; closeness: Float32Array }

export type Grouping = {
  /** How close two groups must be on average to become one. */
  threshold: number
  /** How many ties a thread has at most, because lists end there. */
  listLength: number
  /** Threads with the same number, from 1, are together from the start, and never with those of another. */
  chosen?: Int32Array
  /** Whether an editor took a thread out of the group with this number. */
  isApart?: (thread: number, chosen: number) => boolean
}

/** After so many steps others of the process have their turn. */
const stepsAtOnce = 1_000
const tiesAtOnce = 200_000

/**
 * Puts threads that ask the same together and returns the group of each: the place of one of its threads. Two groups become one as long as
 * the mean of all ties between them, the missing ones counted as 0, reaches the threshold; the closest two first (average linkage). A
 * chain of threads of which each is only like the next one does not become a group.
 */
export async function groupTies(ties: Ties, grouping: Grouping, breathe: Breathe = pause): Promise<Int32Array> {
  const groupOf = Int32Array.from({ length: ties.threads }, (_, i) => i)
  let steps = 0
  for await (const island of islandsOf(ties, grouping, breathe)) {
    const groups = new Groups(grouping)
    await groups.fill(island, ties, breathe)
    while (groups.joinClosest()) if (++steps % stepsAtOnce === 0) await breathe()
    for (const [thread, group] of groups.members()) groupOf[thread] = group
    if (++steps % stepsAtOnce === 0) await breathe()
  }
  return groupOf
}

type Island = { threads: number[]; ties: number[] }

/** Threads that some chain of close ties connects: only these can come together. */
async function* islandsOf(
  { threads, from, to, closeness }: Ties,
  { threshold, chosen }: Grouping,
  breathe: Breathe,
): AsyncIterable<Island> {
  const connected = new Islands(threads)
  for (let i = 0; i < from.length; i++) {
    if ((closeness[i] ?? 0) >= threshold) connected.connect(from[i] ?? 0, to[i] ?? 0)
    if (i % tiesAtOnce === 0) await breathe()
  }
  const first = new Map<number, number>()
  for (let at = 0; chosen && at < threads; at++) {
    const label = chosen[at] ?? 0
    if (label === 0) continue
    connected.connect(at, first.get(label) ?? at)
    first.set(label, first.get(label) ?? at)
  }
  const sizes = new Int32Array(threads)
  for (let at = 0; at < threads; at++) sizes[connected.of(at)] = (sizes[connected.of(at)] ?? 0) + 1
  const islands = new Map<number, Island>()
  for (let at = 0; at < threads; at++) {
    const own = connected.of(at)
    if (sizes[own] === 1) continue
    const island = islands.get(own) ?? { threads: [], ties: [] }
    islands.set(own, island)
    island.threads.push(at)
  }
  for (let i = 0; i < from.length; i++) {
    const own = connected.of(from[i] ?? 0)
    if (own === connected.of(to[i] ?? 0)) islands.get(own)?.ties.push(i)
    if (i % tiesAtOnce === 0) await breathe()
  }
  yield* islands.values()
}

type Pair = { a: Group; b: Group; stamps: number }
type Group = { at: number; threads: number[]; chosen: number; near: Map<Group, number>; stamp: number; into: Group | null }

/** The groups of one island while they come together. */
class Groups {
  private readonly pairs = new Heap<Pair>()
  private all: Group[] = []

  constructor(private readonly grouping: Grouping) {}

  /** Begins with each thread as a group of its own. An island may be most of a forum. */
  async fill(island: Island, { from, to, closeness }: Ties, breathe: Breathe): Promise<void> {
    const { grouping } = this
    const chosenGroups = new Map<number, Group>()
    const groupOf = new Map<number, Group>()
    for (const at of island.threads) {
      const chosen = grouping.chosen?.[at] ?? 0
      const known = chosen === 0 ? undefined : chosenGroups.get(chosen)
      const group: Group = known ?? { at, threads: [], chosen, near: new Map(), stamp: 0, into: null }
      group.threads.push(at)
      groupOf.set(at, group)
      if (chosen !== 0) chosenGroups.set(chosen, group)
    }
    this.all = [...new Set(groupOf.values())]
    for (const [i, tie] of island.ties.entries()) {
      if (i % stepsAtOnce === stepsAtOnce - 1) await breathe()
      const [a, b] = [groupOf.get(from[tie] ?? 0), groupOf.get(to[tie] ?? 0)]
      if (!a || !b || a === b) continue
      // Each of both says how close the other is; one that does not name the other says 0.
      const half = (closeness[tie] ?? 0) / 2
      a.near.set(b, (a.near.get(b) ?? 0) + half)
      b.near.set(a, (b.near.get(a) ?? 0) + half)
    }
    for (const [i, group] of this.all.entries()) {
      this.offer(group, ({ at }) => at > group.at)
      if (i % stepsAtOnce === stepsAtOnce - 1) await breathe()
    }
  }

  /** Puts the closest two together; returns false where none are close enough. */
  joinClosest(): boolean {
    for (let pair = this.pairs.pop(); pair; pair = this.pairs.pop()) {
      const { a, b } = pair
      if (a.into || b.into || a.stamp + b.stamp !== pair.stamps) continue
      const [stays, goes] = a.near.size >= b.near.size ? [a, b] : [b, a]
      this.join(stays, goes)
      return true
    }
    return false
  }

  /** Each thread with the place of the first of its group. */
  *members(): Iterable<[number, number]> {
    for (const group of this.all) if (!group.into) for (const thread of group.threads) yield [thread, group.threads[0] ?? 0]
  }

  private join(stays: Group, goes: Group): void {
    goes.into = stays
    stays.threads = [...stays.threads, ...goes.threads]
    stays.chosen ||= goes.chosen
    stays.stamp++
    stays.near.delete(goes)
    for (const [other, sum] of goes.near) {
      other.near.delete(goes)
      if (other === stays) continue
      const both = (stays.near.get(other) ?? 0) + sum
      stays.near.set(other, both)
      other.near.set(stays, both)
    }
    this.offer(stays, () => true)
  }

  private offer(group: Group, wanted: (other: Group) => boolean): void {
    for (const [other, sum] of group.near) {
      const closeness = meanCloseness(sum, group.threads.length, other.threads.length, this.grouping.listLength)
      if (closeness < this.grouping.threshold || !wanted(other) || !this.mayJoin(group, other)) continue
      this.pairs.push({ a: group, b: other, stamps: group.stamp + other.stamp }, closeness)
    }
  }

  private mayJoin(a: Group, b: Group): boolean {
    if (a.chosen !== 0 && b.chosen !== 0) return false
    const [chosen, free] = a.chosen !== 0 ? [a.chosen, b] : [b.chosen, a]
    return chosen === 0 || !free.threads.some((thread) => this.grouping.isApart?.(thread, chosen))
  }
}

/**
 * The mean closeness of two groups, given the sum of all ties between them (each direction counted half). Lists end, so that a thread of a
 * large group can name a share of the others only: as many ties are expected as there were if all asked the same.
 */
export function meanCloseness(sum: number, size: number, otherSize: number, listLength: number): number {
  return sum / (size * otherSize * Math.min(1, listLength / (size + otherSize - 1)))
}
