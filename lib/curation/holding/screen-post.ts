import { z } from 'zod'
import type { SignedIn } from '../../identity/accounts'
import { isProven } from '../../identity/challenge'
import { db, pool, queryRow } from '../../platform/db'
import { env } from '../../platform/env'
import type { HoldReason } from '../../shared'
import { askSpamService, isMostlyLinks, isRepeated, noteTraces, type PostTraces, tracesOf } from '../spam'

/** Whose posts are looked at for spam: a member with fewer posts that others see. Someone who posts spam rarely writes so many that stay. */
const newPostsMax = 5

/** A post that a member sends, and the request that it came with. `proof` is of the work of a browser, or empty. */
export type Sent = { kind: 'thread' | 'reply'; title: string; body: string; address: string; userAgent: string; proof: string }

/** Whether a post is held, and why; `traces` are remembered of a new member's post. */
export type Screening = { hold: HoldReason | null; traces: PostTraces | null }

const nothing: Screening = { hold: null, traces: null }

/** Returns why a post must wait for approval, if it must. Posts of editors, and of members who have posted before, never do. */
export async function screenPost(signedIn: SignedIn | null, sent: Sent): Promise<Screening> {
  if (signedIn?.person.role !== 'member') return nothing
  const { heldPosts, spamRules, challenge } = env().newcomers
  const posts = await countPosts(signedIn.person.id, Math.max(heldPosts, newPostsMax))
  if (posts >= Math.max(heldPosts, newPostsMax)) return nothing
  const ownHost = new URL(env().siteUrl).host
  const traces = tracesOf(sent, ownHost)
  const hold = await reason()
  return { hold, traces }

  async function reason(): Promise<HoldReason | null> {
    if (posts < heldPosts) return 'first'
    if (posts >= newPostsMax) return null
    if (posts === 0 && challenge && ((await hasMissedChallenge(signedIn?.user.id ?? '')) || !(await isProven(sent.proof))))
      return 'challenge'
    if (spamRules && isMostlyLinks(sent, ownHost)) return 'links'
    if (spamRules && (await isRepeated(traces))) return 'repeated'
    return askService()
  }
  async function askService(): Promise<HoldReason | null> {
    const { kind, title, body, address, userAgent } = sent
    const author = signedIn?.person.displayName ?? ''
    const opinion = await askSpamService({ kind, text: title ? `${title}\n\n${body}` : body, author, address, userAgent })
    if (opinion === 'unknown') return 'service_down'
    return opinion === 'spam' ? 'service' : null
  }
}

/** Remembers a post of a new member that was posted or held. */
export async function noteScreened({ traces }: Screening, personId: number, place: string): Promise<void> {
  if (traces) await noteTraces(personId, place, traces)
}

const Count = z.object({ count: z.int() })

/** Returns how many posts of a person others see, up to `most`. */
async function countPosts(personId: number, most: number): Promise<number> {
  const { count } = await queryRow(
    pool(),
    Count,
    `select count(*)::int as count from (
       select 1 from (select 1 from thread where author_id = $1 and hidden_at is null
         union all select 1 from reply where author_id = $1 and hidden_at is null) posts limit $2) few`,
    [personId, most],
  )
  return count
}

async function hasMissedChallenge(userId: string): Promise<boolean> {
  return (await db().user.count({ where: { id: userId, challengeMissed: true } })) > 0
}

/** Whether the form of a first post should do the proof of work that this site asks for. */
export async function needsProof({ person }: SignedIn): Promise<boolean> {
  return env().newcomers.challenge && person.role === 'member' && (await countPosts(person.id, 1)) === 0
}
