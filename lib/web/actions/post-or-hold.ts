import { type HeldOutcome, noteScreened, screenPost } from '../../curation/holding'
import type { HoldReason } from '../../shared'
import type { ActionContext } from './action'

type Sent = { kind: 'thread' | 'reply'; title: string; body: string; proof: string }
type Ways<Posted> = { post: () => Promise<Posted>; hold: (why: HoldReason) => Promise<HeldOutcome> }

/** Posts what somebody sends, or holds it where it must wait for approval. Returns what became of it. */
export async function postOrHold<Posted extends { id: number }>(
  { signedIn, address, userAgent }: ActionContext,
  { proof, ...sent }: Sent,
  { post, hold }: Ways<Posted>,
): Promise<Posted | HeldOutcome> {
  const screening = await screenPost(signedIn, { ...sent, address, userAgent, proof })
  const made = screening.hold ? await hold(screening.hold) : await post()
  const place = 'held' in made ? `held ${made.held}` : `${sent.kind} ${made.id}`
  if (signedIn) await noteScreened(screening, signedIn.person.id, place)
  return made
}
