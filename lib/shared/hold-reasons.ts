/** Why a post waits for approval. */
export const holdReasons = ['first', 'challenge', 'links', 'repeated', 'service', 'service_down'] as const
export type HoldReason = (typeof holdReasons)[number]

/** As editors read it. Authors read only that the post waits: what exactly looked like spam would help those who send it. */
export const holdReasonNames: Record<HoldReason, string> = {
  first: 'A first post of a new member',
  challenge: 'Sent without the proof that a browser sent it',
  links: 'It is little but links, or has a link in its title',
  repeated: 'It repeats a text or a link of other new members',
  service: 'The spam service says that it is spam',
  service_down: 'The spam service did not answer',
}
