import { z } from 'zod'
import { lastMajorNumber } from '../../answers'
import { recordAudit } from '../../identity/audit'
import type { Viewer } from '../../identity/viewer'
import { type Db, queryRow, transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { expirePages, pageTags } from '../../platform/expiry'
import { CitationBefore, lockCitationsOf, unverifyCitationsOf, verifyCitationsOf } from '../evidence'
import { SeenVotes } from './fallen'
import { lockReviewed } from './lock-reviewed'
import { refreshReviewsOf } from './refresh-reviews'
import { seenReasons } from './seen-reasons'

/** In how many months the next review can be. */
export const reviewMonths = [3, 6, 12] as const

type Verification = {
  answerId: number
  /** The reasons that the editor has read, as `seenReasons()` names them. */
  seen: string
  /** In how many months the next review is; 0 for none. */
  months: number
}

/** How an answer and its sources were before they were verified. */
const Before = z.object({
  reviewAt: z.coerce.date().nullable(),
  verifiedAt: z.coerce.date().nullable(),
  verifiedBy: z.int().nullable(),
  verifiedVotes: SeenVotes.nullable(),
  citations: z.array(CitationBefore),
  snoozedUntil: z.coerce.date().nullable().optional(),
})

/**
 * Says that an answer holds as it is. All reasons to look at it are settled: its sources are cited as they are now, but for those that are
 * gone. Its next review is on a later day.
 * @throws DomainError `conflict` if there is a reason that the editor has not read, `invalid` for another number of months, `forbidden`, `not_found`.
 */
export async function verifyAnswer(viewer: Viewer, { answerId, seen, months }: Verification, at = new Date()): Promise<void> {
  if (months !== 0 && !reviewMonths.some((each) => each === months))
    throw new DomainError('invalid', 'Choose when to review it next.', 'months')
  const reviewAt = months === 0 ? null : inMonths(at, months)
  await transaction(async (tx) => {
    const answer = await lockReviewed(tx, viewer, answerId)
    await lockCitationsOf(tx, answerId)
    await refreshReviewsOf(tx, [answerId], at)
    if ((await seenReasons([answerId], tx)).get(answerId) !== seen)
      throw new DomainError('conflict', 'Something came up since you opened this page. Have a look at it first.', 'seen')
    const citations = await verifyCitationsOf(tx, answerId, at)
    const { verifiedAt = null, verifiedBy = null, verifiedVotes = null, snoozedUntil = null } = answer.review ?? {}
    const beforeVerified = { reviewAt: answer.reviewAt, verifiedAt, verifiedBy, verifiedVotes, snoozedUntil, citations }
    const data = {
      verifiedAt: at,
      verifiedBy: answer.editorId,
      verifiedVotes: await votesNow(tx, answerId),
      beforeVerified: JSON.parse(JSON.stringify(beforeVerified)),
      snoozedUntil: null,
    }
    await tx.answerReview.upsert({ where: { answerId }, create: { answerId, ...data }, update: data })
    await tx.answer.update({ where: { id: answerId }, data: { reviewAt } })
    await refreshReviewsOf(tx, [answerId], at)
    await recordAudit(tx, viewer, { action: 'answer.verify', subject: { kind: 'answer', id: answerId } })
    await expirePages(tx, [pageTags.answer(answerId)])
  })
}

/** The day at midnight UTC; the last of its month where that is shorter. */
function inMonths(at: Date, months: number): Date {
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth() + months]
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month, Math.min(at.getUTCDate(), last)))
}

function votesNow(tx: Db, answerId: number): Promise<z.infer<typeof SeenVotes>> {
  return queryRow(
    tx,
    SeenVotes,
    `select b.first, coalesce(sum(c.yes), 0)::int as yes, coalesce(sum(c.no), 0)::int as no
     from answer a cross join lateral (select ${lastMajorNumber('a')} as first) b
       left join helpful_count c on c.answer_id = a.id and c.revision >= b.first
     where a.id = $1::int group by b.first`,
    [answerId],
  )
}

/** Takes back that an answer holds: everything is as it was before. @throws DomainError `conflict` if it was revised since, `forbidden`, `not_found`. */
export async function undoVerify(viewer: Viewer, answerId: number): Promise<void> {
  await transaction(async (tx) => {
    const { review, revisedAt } = await lockReviewed(tx, viewer, answerId)
    const before = Before.nullable().parse(review?.beforeVerified ?? null)
    if (!review?.verifiedAt || !before) throw new DomainError('conflict', 'There is nothing to undo.')
    if (revisedAt && revisedAt > review.verifiedAt) throw new DomainError('conflict', 'The answer was revised since.')
    const { reviewAt, citations, verifiedAt, verifiedBy, verifiedVotes, snoozedUntil } = before
    await unverifyCitationsOf(tx, answerId, citations)
    await tx.answer.update({ where: { id: answerId }, data: { reviewAt } })
    const votes = verifiedVotes && JSON.stringify(verifiedVotes)
    await tx.$executeRaw`update answer_review set verified_at = ${verifiedAt}::timestamptz, verified_by = ${verifiedBy}::int,
      verified_votes = ${votes}::jsonb, snoozed_until = ${snoozedUntil ?? null}::timestamptz,
      before_verified = null where answer_id = ${answerId}`
    await refreshReviewsOf(tx, [answerId])
    await recordAudit(tx, viewer, { action: 'answer.not_verify', subject: { kind: 'answer', id: answerId } })
    await expirePages(tx, [pageTags.answer(answerId)])
  })
}
