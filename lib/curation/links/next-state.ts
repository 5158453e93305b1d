import type { Outcome } from './outcome'

export type LinkState = 'unchecked' | 'ok' | 'unsure' | 'dead'

/** What is known of a link before a check. */
export type KnownLink = { state: LinkState; tries: number; failingSince: Date | null }
/** What is known after it, and when it is checked next. */
export type CheckedLink = KnownLink & { checkAt: Date }

const dayMs = 86_400_000
const usualDays = 7
const failingDays = 1
/** So many failures in a row over so many days make a link a dead one. */
const deadAfter = { gone: { tries: 2, days: 1 }, failing: { tries: 3, days: 7 } }

/**
 * Returns what a check makes of a link. One failure says nothing: where the site says that there is no such page, the same a day later
 * counts; what may pass counts after a week.
 */
export function nextState(link: KnownLink, { kind }: Outcome, now: Date): CheckedLink {
  const inDays = (days: number) => new Date(now.getTime() + days * dayMs)
  if (kind === 'fine' || kind === 'walled')
    return { state: kind === 'fine' ? 'ok' : 'unsure', tries: 0, failingSince: null, checkAt: inDays(usualDays) }
  const tries = link.tries + 1
  const failingSince = link.failingSince ?? now
  const needs = deadAfter[kind]
  const isDead = link.state === 'dead' || (tries >= needs.tries && now.getTime() - failingSince.getTime() >= needs.days * dayMs)
  return { state: isDead ? 'dead' : 'unsure', tries, failingSince, checkAt: inDays(isDead ? usualDays : failingDays) }
}
