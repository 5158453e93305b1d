import { authorize, type Viewer } from '../../identity/viewer'
import { transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { dayOf } from '../../platform/visitor'
import { maskPrivate } from '../../search'
import { storable } from '../../shared'
import { lockReadAnswer, type ReadRevision } from './lock-read-answer'
import { isRobot, type Reader } from './reader'

/** In characters. */
export const missingLengthMax = 1_000

/**
 * Leaves what a reader missed on the desk, masked as searches are, without anything that says who wrote it. The same text comes once a day.
 * Robots leave nothing. @throws DomainError `not_found` for what the viewer does not see, `invalid` without a text.
 */
export async function sendMissing(viewer: Viewer, reader: Reader, { missing, ...read }: ReadRevision & { missing: string }): Promise<void> {
  authorize(viewer, 'feedback.give')
  await transaction(async (tx) => {
    const answerId = await lockReadAnswer(tx, viewer, read)
    const text = maskPrivate(storable(missing.replace(/\r\n?/g, '\n'))).trim()
    if (!text) throw new DomainError('invalid', 'Write what was missing.', 'missing')
    if (text.length > missingLengthMax) throw new DomainError('invalid', `This is longer than ${missingLengthMax} characters.`, 'missing')
    if (isRobot(reader)) return
    const row = { answerId, day: new Date(dayOf(new Date())), text }
    const isThere = await tx.answerFeedback.findFirst({ where: row, select: { id: true } })
    if (!isThere) await tx.answerFeedback.create({ data: { ...row, revision: read.revision } })
  })
}
