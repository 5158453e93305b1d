import { z } from 'zod'
import type { Age, SourceReply, SourceThread } from './source'

/**
 * What the source said at the last import, of the values that may also be changed here. A later import compares this,
 * what the source says now, and what is here. If what is here differs from this, it was changed here.
 */
export type SaidOfThread = { topic: string; tags: string[]; closed: boolean; hidden: string | null; age?: Age; updatedAt?: string }
export type SaidOfReply = { thread: string; accepted: boolean; hidden: string | null; updatedAt?: string }
/**
 * `made`: the import made the topic; otherwise a topic of that name was there. `leaves`: the topic out of which its
 * threads must still be moved.
 */
export type SaidOfTopic = { name: string; made: boolean; leaves?: number }
export type Said = SaidOfThread | SaidOfReply | SaidOfTopic

/** Schema of the column `said` of the ledger. Earlier versions wrote fewer fields. */
export const saidColumn = <S>() => z.custom<S | null>((value) => value === null || typeof value === 'object')

/** Returns what the ledger keeps of a thread. */
export function saidOfThread(thread: SourceThread): SaidOfThread {
  return {
    topic: thread.topic.externalId,
    tags: thread.tags,
    closed: thread.closed,
    hidden: thread.hidden ?? null,
    ...(thread.age && { age: thread.age }),
    ...(thread.updatedAt && { updatedAt: thread.updatedAt.toISOString() }),
  }
}

/** Returns what the ledger keeps of a reply. */
export function saidOfReply(reply: SourceReply, threadExternalId: string): SaidOfReply {
  return {
    thread: threadExternalId,
    accepted: reply.accepted,
    hidden: reply.hidden ?? null,
    ...(reply.updatedAt && { updatedAt: reply.updatedAt.toISOString() }),
  }
}

/** Whether a text of the source is older than the one that was imported last. */
export function isOlderText(last: { updatedAt?: string } | null, { updatedAt }: { updatedAt?: Date }): boolean {
  return last?.updatedAt !== undefined && updatedAt !== undefined && updatedAt.toISOString() < last.updatedAt
}

/**
 * Whether a form of a thread is older than the one that was imported last. If the source removes the last post, the
 * date goes back, but views do not.
 */
export function isOlderForm(last: Age | undefined, now: Age | undefined): boolean {
  if (!last || !now) return false
  return now.latest === last.latest ? isSeenMore(now, last) : now.latest < last.latest && !isSeenMore(last, now)
}

/** Whether the second form of a thread is newer than the first for certain, whatever their dates. */
export function isSeenMore(first: Age | undefined, second: Age | undefined): boolean {
  return typeof first?.views === 'number' && typeof second?.views === 'number' && second.views > first.views
}

/** Whether the ledger has the same already. Stored objects have their keys in another order. */
export function isSameSaid<S extends Said>(stored: Partial<S> | null, said: S): boolean {
  return stored !== null && (Object.keys(said) as (keyof S)[]).every((key) => JSON.stringify(stored[key]) === JSON.stringify(said[key]))
}

/**
 * Decides what to do if the source says `now` and `here` is the value here. `last` is what the source said at the
 * last import, or undefined if that was not kept. Without it the value here counts as the source's, unless
 * `changedHere` is true.
 */
export function compare<T>(last: T | undefined, now: T, here: T, changedHere = false): 'same' | 'follow' | 'kept' {
  if (now === here) return 'same'
  if (last === undefined) return changedHere ? 'kept' : 'follow'
  return here === last ? 'follow' : 'kept'
}
