import { z } from 'zod'
import { commentOnDraft, type DraftView, discardDraft, publishDraft, saveDraft, setInReview } from '../../answers'
import { refuseRestricted } from '../../evidence'
import { DomainError } from '../../platform/errors'
import { summaryLengthMax, urls } from '../../shared'
import { action } from './action'
import { draftOf } from './draft-of'
import { idOrNull, lineList, optionalDay, text, wordList } from './fields'

const draftText = {
  title: text(400),
  summary: text(summaryLengthMax),
  body: text(),
  appliesTo: wordList(),
  aliases: lineList(),
  tags: wordList(),
  reviewAt: optionalDay(),
}

/** The one form of a draft: its buttons say what is done with the text. */
export const draftActions = [
  action({
    path: '/answers/:slug/edit',
    permission: 'answer.write',
    limit: 'draft',
    input: z.object({
      ...draftText,
      version: z.coerce.number().int(),
      basedOn: z.coerce.number().int().min(0).optional(),
      do: z.enum(['save', 'review', 'unreview', 'publish', 'comment', 'discard'], 'This can’t be done.').default('save'),
      note: text(500),
      significance: z.enum(['typo', 'minor', 'major'], 'Say how much it changes.').default('minor'),
      comment: text(5_000),
      restricted: text(20_000),
      thread: idOrNull(),
    }),
    async run({ viewer }, { version, basedOn, do: command, note, significance, comment, restricted, thread, ...textSent }, params) {
      const draft = await draftOf(viewer, params.slug)
      const { answerId, slug } = draft
      const here = urls.answerEdit(slug, thread ?? undefined)
      if (command === 'discard') {
        await discardDraft(viewer, answerId, version)
        return { to: draft.status === 'published' ? urls.answer(slug) : urls.desk() }
      }
      // A text that was typed beside a comment is saved, too. An unchanged text begins no draft.
      const needsDraft = command !== 'comment' && command !== 'save'
      const isKnown = isSame(draft, textSent) && (basedOn ?? draft.basedOn) === draft.basedOn && (draft.version > 0 || !needsDraft)
      const saved = isKnown ? draft : await saveDraft(viewer, answerId, version, { ...textSent, basedOn })
      try {
        if (command === 'comment') {
          await commentOnDraft(viewer, answerId, comment)
          return { to: `${here}#comments` }
        }
        if (command === 'review' || command === 'unreview') await setInReview(viewer, answerId, command === 'review')
        if (command === 'publish') {
          if (!note.trim() && draft.publishedNumber > 0)
            throw new DomainError('invalid', 'Say what changed: readers see it in the history.', 'note')
          await refuseRestricted(viewer, { answerId, body: textSent.body, visibility: draft.topic.visibility }, restricted)
          await publishDraft(viewer, { answerId, version: saved.version, note: note.trim() || 'First published', significance })
          return { to: urls.answerCoverage(slug, { thread: thread ?? undefined }) }
        }
      } catch (error) {
        // The text is saved anyway. If it is sent again, it meets no other version.
        if (error instanceof DomainError && error.field !== 'version') error.changed = { ...error.changed, version: String(saved.version) }
        throw error
      }
      return { to: here, data: { version: saved.version } }
    },
  }),
]

type Sent = Pick<DraftView, 'title' | 'summary' | 'body' | 'appliesTo' | 'aliases' | 'tags' | 'reviewAt'>

function isSame(draft: DraftView, sent: Sent): boolean {
  const pick = ({ title, summary, body, appliesTo, aliases, tags, reviewAt }: Sent) =>
    JSON.stringify([title.trim(), summary.trim(), body, appliesTo, aliases, tags, reviewAt?.toISOString().slice(0, 10) ?? null])
  return pick(draft) === pick(sent)
}
