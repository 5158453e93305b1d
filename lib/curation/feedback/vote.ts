import { authorize, type Viewer } from '../../identity/viewer'
import { type Db, transaction } from '../../platform/db'
import { dayOf, visitorOf } from '../../platform/visitor'
import { type HelpfulShare, readHelpfulShare } from './helpful-share'
import { lockReadAnswer, type ReadRevision } from './lock-read-answer'
import { isRobot, type Reader } from './reader'

type Vote = ReadRevision & { helpful: boolean }

/**
 * Counts whether a revision helped: each visitor once a day for an answer, with what they said last. Robots change nothing. Returns the
 * share that readers see. @throws DomainError `not_found` for what the viewer does not see.
 */
export async function voteHelpful(
  viewer: Viewer,
  reader: Reader,
  { helpful, ...read }: Vote,
  now = new Date(),
): Promise<HelpfulShare | null> {
  authorize(viewer, 'feedback.give')
  const visitor = isRobot(reader) ? null : await visitorOf(reader.address, reader.userAgent, now)
  const answerId = await transaction(async (tx) => {
    const id = await lockReadAnswer(tx, viewer, read)
    if (visitor)
      await count(tx, { day: new Date(dayOf(now)), answerId: id, visitor: new Uint8Array(visitor) }, { revision: read.revision, helpful })
    return id
  })
  return readHelpfulShare(viewer, answerId)
}

type Voter = { day: Date; answerId: number; visitor: Uint8Array<ArrayBuffer> }
type Said = { revision: number; helpful: boolean }

/** The answer is locked, so nobody counts for it meanwhile. */
async function count(tx: Db, voter: Voter, said: Said): Promise<void> {
  const where = { day_answerId_visitor: voter }
  const before = await tx.helpfulVote.findUnique({ where, select: { revision: true, helpful: true } })
  if (before?.revision === said.revision && before.helpful === said.helpful) return
  await tx.helpfulVote.upsert({ where, create: { ...voter, ...said }, update: said })
  const { answerId } = voter
  if (before)
    await tx.helpfulCount.update({
      where: { answerId_revision: { answerId, revision: before.revision } },
      data: before.helpful ? { yes: { decrement: 1 } } : { no: { decrement: 1 } },
    })
  const { revision } = said
  await tx.helpfulCount.upsert({
    where: { answerId_revision: { answerId, revision } },
    create: { answerId, revision, ...(said.helpful ? { yes: 1 } : { no: 1 }) },
    update: said.helpful ? { yes: { increment: 1 } } : { no: { increment: 1 } },
  })
}
