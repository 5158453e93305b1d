import { z } from 'zod'
import { lastMajorNumber } from '../../answers'
import { answerIsLive } from '../../identity/viewer'
import { type Db, type pool, queryRows } from '../../platform/db'

/** With fewer votes before or since, a share says nothing. */
export const votesMin = 10
/** Smaller differences are not worth an editor's time, however sure they are. */
const fallMin = 0.1
/** One-sided, at .05: the difference is hardly chance. */
const zMin = 1.645

/** What was said of a text when an editor found that it holds: `first` is the number of its major revision. */
export const SeenVotes = z.object({ first: z.int(), yes: z.int(), no: z.int() })
const Row = z.object({
  answerId: z.int(),
  first: z.int(),
  yes: z.int(),
  no: z.int(),
  yesBefore: z.int(),
  noBefore: z.int(),
  seen: SeenVotes.nullable(),
})

/** What readers said of an answer since its last major revision, without what an editor has settled, and of the revisions before that. */
export type Votes = { yes: number; no: number; yesBefore: number; noBefore: number }

/** Reads votes of the answers of which enough was said, or of these. One query. */
export async function readVotes(from: Db | ReturnType<typeof pool>, only?: number[]): Promise<Map<number, Votes>> {
  const rows = await queryRows(
    from,
    Row,
    `select a.id as "answerId", b.first, w.verified_votes as seen,
       coalesce(sum(c.yes) filter (where c.revision >= b.first), 0)::int as yes, coalesce(sum(c.no) filter (where c.revision >= b.first), 0)::int as no,
       coalesce(sum(c.yes) filter (where c.revision < b.first), 0)::int as "yesBefore", coalesce(sum(c.no) filter (where c.revision < b.first), 0)::int as "noBefore"
     from helpful_count c join answer a on a.id = c.answer_id and ${answerIsLive('a')} left join answer_review w on w.answer_id = a.id
       cross join lateral (select ${lastMajorNumber('a')} as first) b
     where $1::int[] is null or a.id = any($1)
     group by a.id, b.first, w.verified_votes
     having $1 is not null or (sum(c.yes + c.no) filter (where c.revision >= b.first) >= ${votesMin}
       and sum(c.yes + c.no) filter (where c.revision < b.first) >= ${votesMin})`,
    [only ?? null],
  )
  return new Map(
    rows.map(({ answerId, first, seen, yes, no, ...before }) => {
      const settled = seen?.first === first ? seen : { yes: 0, no: 0 }
      return [answerId, { yes: Math.max(0, yes - settled.yes), no: Math.max(0, no - settled.no), ...before }]
    }),
  )
}

/**
 * Whether clearly fewer readers than before say that an answer helped: ten points less, and hardly by chance (a test of two proportions
 * with a common variance, one-sided at .05).
 */
export function hasFallen({ yes, no, yesBefore, noBefore }: Votes): boolean {
  const [now, before] = [yes + no, yesBefore + noBefore]
  if (now < votesMin || before < votesMin) return false
  const fall = yesBefore / before - yes / now
  const share = (yes + yesBefore) / (now + before)
  return fall >= fallMin && fall >= zMin * Math.sqrt(share * (1 - share) * (1 / now + 1 / before))
}
