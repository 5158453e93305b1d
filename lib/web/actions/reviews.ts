import { z } from 'zod'
import { archiveAnswer, restoreAnswer } from '../../answers'
import { dropCitation, undoVerifyCitation, verifyCitation } from '../../curation/evidence'
import { refreshReviews, reviseParagraph, snoozeReview, undoVerify, unsnoozeReview, verifyAnswer } from '../../curation/review'
import { DomainError } from '../../platform/errors'
import { urls } from '../../shared'
import { idOf } from '../http'
import { type ActionContext, action } from './action'
import { idOrNull, text } from './fields'
import { successorOf } from './successor-of'

const whole = () => z.coerce.number('This is not a number.').int().min(0).max(2_000_000_000).default(0)

const input = z.object({
  do: z.enum(
    ['verify', 'undo', 'snooze', 'unsnooze', 'archive', 'restore', 'paragraph', 'verify-source', 'undo-source', 'drop-source'],
    'This can’t be done.',
  ),
  answer: idOrNull(),
  /** The page of the list that its editor was on. */
  back: text(500),
  seen: text(100),
  months: whole(),
  days: whole(),
  successor: text(200),
  citation: idOrNull(),
  source: idOrNull(),
  basedOn: whole(),
  from: whole(),
  length: whole(),
  text: text(),
  note: text(500),
  restricted: text(20_000),
})
type Sent = z.infer<typeof input>

/** What editors decide about answers that need review. */
export const reviewActions = [
  action({
    path: '/desk/needs-review',
    permission: 'answer.publish',
    limit: 'edit',
    input,
    async run({ viewer }, sent) {
      if (sent.answer === null) throw new DomainError('not_found', 'There is no such answer.')
      await decide(viewer, sent.answer, sent)
      await refreshReviews({ votes: false })
      return { to: urls.deskNeedsReview({ ...listOf(sent.back), done: sent.do, of: sent.answer, source: sent.citation ?? undefined }) }
    },
  }),
]

/** Only what narrows the list: an address of another page leads nowhere else. */
function listOf(back: string): { show?: string; reason?: string; only?: number; after?: string } {
  const query = new URLSearchParams(back.split('?')[1] ?? '')
  const of = (name: string) => query.get(name) ?? undefined
  return { show: of('show'), reason: of('reason'), only: idOf(of('only') ?? '') ?? undefined, after: of('after') }
}

async function decide(viewer: ActionContext['viewer'], answerId: number, sent: Sent): Promise<void> {
  switch (sent.do) {
    case 'verify':
      return verifyAnswer(viewer, { answerId, seen: sent.seen, months: sent.months })
    case 'undo':
      return undoVerify(viewer, answerId)
    case 'snooze':
      return snoozeReview(viewer, answerId, sent.days)
    case 'unsnooze':
      return unsnoozeReview(viewer, answerId)
    case 'archive':
      return archiveAnswer(viewer, answerId, await successorOf(viewer, sent.successor))
    case 'restore':
      await restoreAnswer(viewer, answerId)
      return
    case 'paragraph':
      await reviseParagraph(viewer, { ...sent, answerId, source: sourceOf(sent) })
      return
    default:
      return decideSource(viewer, sent)
  }
}

/** A paragraph may be revised for a source. */
const sourceOf = ({ citation, source }: Sent) => (citation === null ? undefined : { citation, seen: source })

async function decideSource(viewer: ActionContext['viewer'], { do: command, citation, source }: Sent): Promise<void> {
  if (citation === null) throw new DomainError('not_found', 'There is no such source.')
  if (command === 'verify-source') await verifyCitation(viewer, citation, source)
  else if (command === 'undo-source') await undoVerifyCitation(viewer, citation)
  else await dropCitation(viewer, citation)
}
