import { z } from 'zod'
import { pool, queryRow } from '../../platform/db'
import type { PostTraces } from './rules'

/** How long posts of new accounts are remembered, in days. */
const keptDays = 7
/** A link that is in so many other posts of new accounts is held. People who have the same question link to the same page, too. */
const linkedMin = 3

const Found = z.object({ text: z.boolean(), link: z.boolean() })

/** Whether a new account repeats what new accounts have posted within a week: a whole text, or a link that was in several posts. One query. */
export async function isRepeated({ text, links }: PostTraces): Promise<boolean> {
  if (!text && links.length === 0) return false
  const found = await queryRow(
    pool(),
    Found,
    `select exists (select 1 from spam_trace where digest = $1 and at > now() - make_interval(days => $3)) as text,
       exists (select 1 from unnest($2::bytea[]) l(digest) where (select count(*) from (
         select 1 from spam_trace s where s.digest = l.digest and s.at > now() - make_interval(days => $3) limit ${linkedMin}) few) >= ${linkedMin}) as link`,
    [text, links, keptDays],
  )
  return found.text || found.link
}

/** Remembers what a new account has posted. `place` names the post, so that a form that is sent twice counts once. */
export async function noteTraces(personId: number, place: string, { text, links }: PostTraces): Promise<void> {
  const digests = [...(text ? [text] : []), ...links]
  await pool().query(
    'insert into spam_trace (digest, place, person_id) select distinct d, $2, $3::int from unnest($1::bytea[]) d on conflict do nothing',
    [digests, place, personId],
  )
}

/** Forgets what is no longer compared. */
export async function removeOldTraces(): Promise<void> {
  await pool().query('delete from spam_trace where at < now() - make_interval(days => $1)', [keptDays])
}
