import { compareVersions } from './version-numbers'
import type { FoundVersion } from './versions-in'

/** A thread in which people speak of a newer version than an answer applies to. */
export type NewerVersion = {
  threadId: number
  /** The product, as the answer names it; empty where it names a number alone. */
  name: string
  /** The newest one that is named in the thread, as it is written. */
  version: string
  /** When a post last named a newer one. */
  at: Date
}

/** A newer version that a post names. */
export type PostFinding = FoundVersion & { threadId: number; authorId: number | null; at: Date }

/** One person may have mistyped, or look ahead: two threads name a newer version of the product, */
const threadsMin = 2
/** or two people in one thread. Authors that nobody knows count as one. */
const authorsMin = 2

/** Returns what enough people name, once for each thread and product, the newest version first. */
export function enoughOf(found: PostFinding[]): NewerVersion[] {
  const enough = groups(found, ({ name }) => name).filter(
    (all) => distinct(all, ({ threadId }) => threadId) >= threadsMin || distinct(all, ({ authorId }) => authorId) >= authorsMin,
  )
  return enough
    .flatMap((all) => groups(all, ({ threadId }) => threadId).map(ofThread))
    .sort((a, b) => compareVersions(b.numbers, a.numbers) || b.at.getTime() - a.at.getTime() || a.threadId - b.threadId)
    .map(({ threadId, name, version, at }) => ({ threadId, name, version, at }))
}

function groups<T>(all: PostFinding[], of: (each: PostFinding) => T): PostFinding[][] {
  const groups = new Map<T, PostFinding[]>()
  for (const each of all) {
    const group = groups.get(of(each))
    if (group) group.push(each)
    else groups.set(of(each), [each])
  }
  return [...groups.values()]
}

const distinct = <T>(all: PostFinding[], of: (each: PostFinding) => T): number => new Set(all.map(of)).size

/** The newest version of those that one thread names, with the time of the post that named one last. */
function ofThread(all: PostFinding[]): PostFinding {
  const newest = all.reduce((a, b) => (compareVersions(b.numbers, a.numbers) > 0 ? b : a))
  const last = all.reduce((a, b) => (b.at > a.at ? b : a))
  return { ...newest, at: last.at }
}
