import { z } from 'zod'
import { answerIsLive } from '../../identity/viewer'
import { pool, queryRows } from '../../platform/db'
import { env } from '../../platform/env'
import { log, messageOf } from '../../platform/log'
import { type CheckOptions, checkAddress } from './check-address'
import { nextState } from './next-state'
import type { Outcome } from './outcome'
import { readLinks } from './read-links'

/** Sites that are asked at once. */
const sitesMax = 4
/** From one link of a site to the next. */
const paceMs = 5_000
/** A site that wants to be left alone for longer is asked after that. */
const retryAfterMaxMs = 86_400_000
/** Longer than any check. Where a worker was killed meanwhile, the link is due again then. */
const claimedMs = 600_000
/** So many of the links that are due are looked at, for some of different sites. */
const lookedAtMax = 500

const Claimed = z.object({
  id: z.int(),
  address: z.string(),
  host: z.string(),
  state: z.enum(['unchecked', 'ok', 'unsure', 'dead']),
  tries: z.int(),
  failingSince: z.date().nullable(),
})
type Claimed = z.infer<typeof Claimed>

export type LinkOptions = Partial<CheckOptions> & { now?: () => Date }

/** Reads links of new texts and checks those that are due, unless the setting says no. Returns whether there may be more to do now. */
export async function continueLinks(options: LinkOptions = {}): Promise<boolean> {
  if (!env().checkLinks) return false
  return (await readLinks()) || checkLinks(options)
}

/** Checks the next links that are due, of different sites. Returns whether there were any. */
export async function checkLinks({ now = () => new Date(), ...options }: LinkOptions = {}): Promise<boolean> {
  const claimed = await claim(now())
  await Promise.all(claimed.map((link) => check(link, now, options)))
  return claimed.length > 0
}

/** Takes links of sites that may be asked now, those that are due for longest first. One statement, so that no two workers ask a site at once. */
function claim(now: Date): Promise<Claimed[]> {
  return queryRows(
    pool(),
    Claimed,
    `with looked as (select l.id, l.host, l.check_at from web_link l left join link_host h on h.host = l.host
         where l.check_at <= $1 and l.fine_since is null and (h.free_at is null or h.free_at <= $1)
           and exists (select 1 from answer_link x join answer a on a.id = x.answer_id where x.link_id = l.id and ${answerIsLive('a')})
         order by l.check_at, l.id limit ${lookedAtMax}),
       first as (select distinct on (host) id, host, check_at from looked order by host, check_at, id),
       chosen as (select id, host from first order by check_at, id limit ${sitesMax}),
       held as (insert into link_host (host, free_at) select host, $2 from chosen order by host
         on conflict (host) do update set free_at = excluded.free_at where link_host.free_at <= $1 returning host)
     update web_link l set check_at = $2 from chosen s join held using (host) where l.id = s.id
     returning l.id, l.address, l.host, l.state, l.tries, l.failing_since as "failingSince"`,
    [now, new Date(now.getTime() + claimedMs)],
  )
}

async function check(link: Claimed, now: () => Date, options: Partial<CheckOptions>): Promise<void> {
  try {
    await note(link, await checkAddress(link.address, options), now())
  } catch (error) {
    if (!options.signal?.aborted) log('warn', 'link not checked', { link: link.id, error: messageOf(error) })
    await giveBack(link, now())
  }
}

async function note(link: Claimed, outcome: Outcome, now: Date): Promise<void> {
  const { status, why, movedTo, retryAfterMs = 0 } = outcome
  const { state, tries, failingSince, checkAt } = nextState(link, outcome, now)
  await pool().query(
    `update web_link set state = $2::link_state, status = $3, why = $4, moved_to = $5, checked_at = $6, failing_since = $7, tries = $8, check_at = $9,
       dead_since = case when $2 = 'dead' then coalesce(dead_since, $6) end
     where id = $1`,
    [link.id, state, status, why, movedTo, now, failingSince, tries, checkAt],
  )
  await freeHost(link.host, new Date(now.getTime() + Math.max(paceMs, Math.min(retryAfterMs, retryAfterMaxMs))))
}

/** The worker ends before the check does: another one begins with it. */
async function giveBack({ id, host }: Claimed, now: Date): Promise<void> {
  await pool().query('update web_link set check_at = $2 where id = $1', [id, now])
  await freeHost(host, new Date(now.getTime() + paceMs))
}

async function freeHost(host: string, at: Date): Promise<void> {
  await pool().query('update link_host set free_at = $2 where host = $1', [host, at])
}
