import { z } from 'zod'
import { pool, queryRow } from '../db'
import { DomainError } from '../errors'

type Limit = { max: number; seconds: number; says: string }

/**
 * How often something may be done in some time. Generous for people, narrow for programs. Someone who reaches a limit is told when to come
 * back.
 */
export const limits = {
  /** Wrong passwords for one account from one address. */
  password: { max: 6, seconds: 900, says: 'There were too many attempts to sign in.' },
  /** Attempts for one account from anywhere, so that many machines guess no faster. Someone who is locked out has mail and passkeys. */
  account: { max: 60, seconds: 900, says: 'There were too many attempts to sign in.' },
  /** All attempts from one address, which may try a list of accounts. */
  sign_in: { max: 60, seconds: 900, says: 'There were too many attempts to sign in.' },
  sign_up: { max: 10, seconds: 3_600, says: 'Too many accounts were made from here.' },
  /** Mails that a visitor can cause, by receiving address and by sender's address. */
  mail: { max: 5, seconds: 3_600, says: 'Too many mails were asked for.' },
  invite: { max: 60, seconds: 3_600, says: 'That is a lot of invitations in a short time.' },
  /** An archive may be gigabytes. */
  import: { max: 20, seconds: 3_600, says: 'That is a lot of imports in a short time.' },
  post: { max: 30, seconds: 600, says: 'That is a lot of posts in a short time.' },
  /** For accounts younger than a day. */
  first_posts: { max: 6, seconds: 3_600, says: 'New accounts may post a few times an hour.' },
  edit: { max: 120, seconds: 600, says: 'That is a lot of edits in a short time.' },
  /** A name is on every page, so each change makes all pages again. */
  name: { max: 5, seconds: 86_400, says: 'A name can be changed a few times a day.' },
  /** Texts are saved while they are written. */
  draft: { max: 600, seconds: 600, says: 'That is a lot of saving in a short time.' },
  /** Previews follow the writing and must not use up the limit of saving. */
  preview: { max: 1_200, seconds: 600, says: 'That is a lot of previews in a short time.' },
  /** Characters of previews, and the processor time they took in milliseconds: a text can be long, or expensive to format. */
  preview_size: { max: 20_000_000, seconds: 600, says: 'These are long previews in a short time.' },
  preview_time: { max: 60_000, seconds: 600, says: 'These previews take long to make.' },
  /** Deleting one's own posts, and taking that back. */
  delete: { max: 60, seconds: 600, says: 'That is a lot of deleting in a short time.' },
  /** Following something, and marking notices as read. */
  notices: { max: 300, seconds: 600, says: 'That is a lot of changes in a short time.' },
  /** Mail providers stop mails for all their readers from few addresses, and report what came back. */
  unsubscribe: { max: 600, seconds: 600, says: 'That is a lot of mails to stop in a short time.' },
  bounce: { max: 3_000, seconds: 600, says: 'These are many reports in a short time.' },
  boost: { max: 200, seconds: 600, says: 'That is a lot of boosts in a short time.' },
  /** Proofs of work, by address. */
  challenge: { max: 120, seconds: 600, says: 'Too many forms were opened from here.' },
  /** Whether answers helped, by address: a visitor counts once a day for each, but may change it. */
  helpful: { max: 30, seconds: 3_600, says: 'That is a lot of votes in a short time.' },
  /** Editors read all of it. */
  feedback: { max: 10, seconds: 3_600, says: 'That is a lot of feedback in a short time.' },
  /** Editors read every report. */
  report: { max: 20, seconds: 3_600, says: 'That is a lot of reports in a short time.' },
  appeal: { max: 10, seconds: 86_400, says: 'That is a lot of appeals in a day.' },
  /** An export reads everything someone wrote. */
  export: { max: 5, seconds: 3_600, says: 'That is a lot of exports in a short time.' },
  upload: { max: 40, seconds: 600, says: 'That is a lot of pictures in a short time.' },
  /** Pages that search, and pages that compare texts, by the reader's address. An office shares one address. */
  search: { max: 600, seconds: 600, says: 'That is a lot of searches in a short time.' },
  search_typing: { max: 3_000, seconds: 600, says: 'That is a lot of searches in a short time.' },
  compare: { max: 100, seconds: 600, says: 'That is a lot of comparisons in a short time.' },
  similar: { max: 600, seconds: 600, says: 'That is a lot of searches in a short time.' },
  /** Preview pictures of pages, for links on other sites, whose robots come from few addresses. */
  picture: { max: 300, seconds: 600, says: 'That is a lot of pictures in a short time.' },
} as const satisfies Record<string, Limit>

export type LimitName = keyof typeof limits

const Counted = z.object({ count: z.int(), left: z.int() })

/**
 * Counts one more, or `amount` (0 only looks), for all web processes together. @throws DomainError `too_many` beyond the limit, with the
 * minutes until the next try.
 */
export async function countAgainst(name: LimitName, who: string, amount = 1): Promise<void> {
  const { max, seconds, says } = limits[name]
  const { count, left } = await queryRow(pool(), Counted, {
    name: 'rate-count',
    text: `insert into rate_count as r (key, since, count)
           values ($1, to_timestamp(floor(extract(epoch from now()) / $2) * $2), $3)
           on conflict (key, since) do update set count = r.count + excluded.count
           returning count, ceil(extract(epoch from since + make_interval(secs => $2) - now()))::int as left`,
    values: [`${name} ${who}`, seconds, Math.ceil(amount)],
  })
  if (count > max) {
    const minutes = Math.max(1, Math.ceil(left / 60))
    throw new DomainError('too_many', `${says} Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`)
  }
}

/** Forgets what was counted. Someone who signed in has not guessed. */
export async function clearCount(name: LimitName, who: string): Promise<void> {
  await pool().query('delete from rate_count where key = $1', [`${name} ${who}`])
}
