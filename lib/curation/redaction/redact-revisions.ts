import { recordedReason } from '../../identity/audit'
import { authorizePerson, type Viewer } from '../../identity/viewer'
import { type Db, db, transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { expirePages } from '../../platform/expiry'
import { forgetWordsInDrafts, refuseStaleDraft } from './drafts'
import { forgetMails } from './forget-mails'
import { forgetNotes } from './forget-notes'
import { forgetMergedRenderings, forgetTraces, pagesOfRevised } from './forget-traces'
import { hasWords, lockRevised, type Revised, readCurrent, readStored, type StoredRevision } from './subject'

export type Redaction = {
  /** Of the revisions whose texts go. */
  numbers: number[]
  /** Their notes go, too. */
  notes: boolean
  /** Kept in the audit. */
  reason: string
  /** What was looked for, or empty: it is refused in texts that stay, and taken out of drafts. */
  words?: string
}

/**
 * Removes the texts of earlier revisions for good, wherever they are kept; number, author, date and, unless `notes` is given, note stay.
 * The history says that it was done. Editors only.
 * @throws DomainError `forbidden`, `not_found`, `invalid`, or `conflict` for the current text and for a draft that was begun on an earlier one.
 */
export async function redactRevisions(viewer: Viewer, subject: Revised, redaction: Redaction): Promise<void> {
  const editorId = authorizePerson(viewer, 'revision.redact')
  const { notes, words = '' } = redaction
  const reason = recordedReason(redaction.reason)
  if (redaction.numbers.length === 0) throw new DomainError('invalid', 'Tick the revisions whose text is to go.')
  if (!reason) throw new DomainError('invalid', 'Say why. The reason is kept, the text is not.', 'reason')
  if (hasWords([reason], words)) throw new DomainError('invalid', 'The reason is kept: leave these words out of it.', 'reason')
  await transaction(async (tx) => {
    await lockRevised(tx, subject)
    const current = await readCurrent(tx, viewer, subject)
    if (redaction.numbers.some((number) => number >= current.number))
      throw new DomainError(
        'conflict',
        `Revision ${current.number} is the current text. Save one without the secret first, then redact this.`,
      )
    if (hasWords(current.texts, words))
      throw new DomainError('conflict', 'The current text still has these words. Save one without them first.', 'words')
    await refuseStaleDraft(tx, subject, current.number, words)
    const revisions = (await readStored(tx, subject)).filter(({ number }) => redaction.numbers.includes(number))
    if (revisions.length < new Set(redaction.numbers).size) throw new DomainError('not_found', 'There is no such revision.')
    await redactIn(tx, subject, revisions, { notes, by: editorId, reason })
    await forgetWordsInDrafts(tx, subject, words)
  })
}

/** Redacts these revisions in the caller's transaction, which has locked what they are of. Repeated for what a restored backup brought back. */
export async function redactIn(
  tx: Db,
  subject: Revised,
  revisions: StoredRevision[],
  { notes, by, reason }: { notes: boolean; by: number | null; reason: string },
): Promise<void> {
  const numbers = revisions.map(({ number }) => number).sort((a, b) => a - b)
  const because = `${numbers.length > 1 ? 'revisions' : 'revision'} ${numbers.join(', ')}: ${reason}`
  const pages = await pagesOfRevised(tx, subject)
  await forgetMergedRenderings(tx, subject, numbers)
  await tx.$executeRaw`
    select blank_erased_texts(${subject.kind}::subject_kind, ${subject.id}::int, ${by}::int, ${numbers}::int[], ${notes}, ${because})`
  await forgetTraces(tx, subject, revisions)
  if (notes) await forgetNotes(tx, subject, revisions)
  await forgetMails(tx, subject, revisions)
  await expirePages(tx, [...new Set([...pages, ...(await pagesOfRevised(tx, subject))])])
}

/** Returns the numbers of the earlier revisions that have these words and were not redacted. @throws DomainError `not_found`, `forbidden`. */
export async function findRevisions(viewer: Viewer, subject: Revised, words: string): Promise<number[]> {
  authorizePerson(viewer, 'revision.redact')
  const current = await readCurrent(db(), viewer, subject)
  const found = (await readStored(db(), subject)).filter(
    ({ number, texts, note }) => number < current.number && hasWords([...texts, note], words),
  )
  return found.map(({ number }) => number).sort((a, b) => a - b)
}
