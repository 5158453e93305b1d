import type { SourceReply, SourceThread } from './source'

/**
 * What the source said last time of what may also be changed here. A later import compares three things: this, what the
 * source says now, and what is here. Where what is here is not what the source said last time, it was changed here.
 */
export type SaidOfThread = { topic: string; tags: string[]; closed: boolean; hidden: string | null }
export type SaidOfReply = { thread: string; accepted: boolean; hidden: string | null }
/** `made`: the import made the topic; otherwise one of that name was there. `leaves`: the topic from which its threads must still be moved. */
export type SaidOfTopic = { name: string; made: boolean; leaves?: number }
export type Said = SaidOfThread | SaidOfReply | SaidOfTopic

/** What is kept of a thread. */
export function saidOfThread(thread: SourceThread): SaidOfThread {
  return { topic: thread.topic.externalId, tags: thread.tags, closed: thread.closed, hidden: thread.hidden ?? null }
}

/** What is kept of a reply. */
export function saidOfReply(reply: SourceReply, threadExternalId: string): SaidOfReply {
  return { thread: threadExternalId, accepted: reply.accepted, hidden: reply.hidden ?? null }
}

/** Whether the ledger says this already. Stored objects have their keys in another order. */
export function isSameSaid<S extends Said>(stored: Partial<S> | null, said: S): boolean {
  return stored !== null && (Object.keys(said) as (keyof S)[]).every((key) => JSON.stringify(stored[key]) === JSON.stringify(said[key]))
}

/**
 * What to do where the source says `now` and here is `here`. `last` is what the source said last time, or nothing where
 * that was not kept: then what is here counts as the source's unless `changedHere` says otherwise.
 */
export function compare<T>(last: T | undefined, now: T, here: T, changedHere = false): 'same' | 'follow' | 'kept' {
  if (now === here) return 'same'
  if (last === undefined) return changedHere ? 'kept' : 'follow'
  return here === last ? 'follow' : 'kept'
}
