import { z } from 'zod'
import {
  archiveAnswer,
  commentOnDraft,
  confirmRevised,
  coverThreads,
  type DraftView,
  discardDraft,
  publishDraft,
  readAnswerById,
  readDraft,
  resolveContest,
  respondToCoverage,
  restoreAnswer,
  restoreDraft,
  rollBack,
  saveDraft,
  setInReview,
  startAnswer,
  uncoverThread,
} from '../../answers'
import type { Viewer } from '../../identity/viewer'
import { DomainError } from '../../platform/errors'
import { decoded, summaryLengthMax, urls } from '../../shared'
import { idOf } from '../http'
import { action } from './action'
import { idOrNull, required, text, wordList } from './fields'

async function draftOf(viewer: Viewer, slug: string | undefined): Promise<DraftView> {
  const draft = await readDraft(viewer, slug ?? '')
  if (!draft) throw new DomainError('not_found', 'There is no such answer.')
  return draft
}

const day = () =>
  z
    .string()
    .default('')
    .refine((value) => value === '' || (/^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))), 'This is not a date.')
    .transform((value) => (value === '' ? null : new Date(value)))

const lines = () =>
  z
    .string()
    .default('')
    .transform((value) =>
      value
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    )

const draftText = {
  title: text(400),
  summary: text(summaryLengthMax),
  body: text(),
  appliesTo: wordList(),
  aliases: lines(),
  tags: wordList(),
  reviewAt: day(),
}

const saidOfCoverage = z.enum(['accepted', 'contested'], 'Say yes or no.')

export const answerActions = [
  action({
    path: '/answers/new',
    permission: 'answer.write',
    limit: 'edit',
    input: z.object({ title: required('Name what it settles.'), topic: idOrNull(), thread: idOrNull() }),
    async run({ viewer }, { title, topic, thread }) {
      if (topic === null) throw new DomainError('invalid', 'Choose a topic.', 'topic')
      const { id, slug } = await startAnswer(viewer, { topicId: topic, title, body: '' })
      await saveDraft(viewer, id, 0, { title, summary: '', body: '', appliesTo: [], aliases: [], tags: [], reviewAt: null })
      return { to: urls.answerEdit(slug, thread ?? undefined) }
    },
  }),
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
      thread: idOrNull(),
    }),
    async run({ viewer }, { version, basedOn, do: command, note, significance, comment, thread, ...textSent }, params) {
      const draft = await draftOf(viewer, params.slug)
      const { answerId, slug } = draft
      const here = urls.answerEdit(slug, thread ?? undefined)
      if (command === 'discard') {
        await discardDraft(viewer, answerId, version)
        return { to: draft.status === 'published' ? urls.answer(slug) : urls.desk() }
      }
      // What is typed beside a comment is kept too; a text that nobody has touched begins no draft.
      const needsDraft = command !== 'comment' && command !== 'save'
      const isKnown = isSame(draft, textSent) && (basedOn ?? draft.basedOn) === draft.basedOn && (draft.version > 0 || !needsDraft)
      const saved = isKnown ? draft : await saveDraft(viewer, answerId, version, textSent, basedOn)
      try {
        if (command === 'comment') {
          await commentOnDraft(viewer, answerId, comment)
          return { to: `${here}#comments` }
        }
        if (command === 'review' || command === 'unreview') await setInReview(viewer, answerId, command === 'review')
        if (command === 'publish') {
          if (!note.trim() && draft.publishedNumber > 0)
            throw new DomainError('invalid', 'Say what changed: readers see it in the history.', 'note')
          await publishDraft(viewer, { answerId, version: saved.version, note: note.trim() || 'First published', significance })
          return { to: urls.answerCoverage(slug, thread ?? undefined) }
        }
      } catch (error) {
        // The text is saved anyway: sent again, it meets no one else's.
        if (error instanceof DomainError && error.field !== 'version') error.changed = { version: String(saved.version) }
        throw error
      }
      return { to: here, data: { version: saved.version } }
    },
  }),
  action({
    path: '/answers/:slug/revisions/:number',
    permission: 'answer.publish',
    limit: 'edit',
    input: z.object({ basedOn: z.coerce.number().int() }),
    async run({ viewer }, { basedOn }, params) {
      const { answerId, slug } = await draftOf(viewer, params.slug)
      await rollBack(viewer, answerId, idOf(params.number ?? '') ?? 0, basedOn)
      return { to: urls.answer(slug) }
    },
  }),
  action({
    path: '/answers/:slug/archive',
    permission: 'answer.archive',
    limit: 'edit',
    input: z.object({ successor: text(200) }),
    async run({ viewer }, { successor }, params) {
      const { answerId, slug } = await draftOf(viewer, params.slug)
      const next = successor.trim() ? await readDraft(viewer, decoded(successor.trim().replace(/^.*\/answers\//, ''))) : null
      if (successor.trim() && next?.status !== 'published')
        throw new DomainError('invalid', 'There is no published answer of that name.', 'successor')
      await archiveAnswer(viewer, answerId, next?.answerId ?? null)
      return { to: next ? urls.answer(slug) : urls.desk() }
    },
  }),
  action({
    path: '/desk/hidden',
    permission: 'answer.archive',
    limit: 'edit',
    input: z.object({ answer: idOrNull(), draft: idOrNull() }),
    async run({ viewer }, { answer, draft }) {
      if (draft !== null) return { to: urls.answerEdit((await restoreDraft(viewer, draft)).slug) }
      if (answer === null) throw new DomainError('not_found', 'There is no such archived answer.')
      return { to: urls.answer((await restoreAnswer(viewer, answer)).slug) }
    },
  }),
  action({
    path: '/answers/:slug/coverage',
    permission: 'coverage.change',
    limit: 'edit',
    input: z.looseObject({ thread: z.array(z.string()).default([]), uncover: idOrNull() }),
    async run({ viewer }, input, params) {
      const { answerId, slug } = await draftOf(viewer, params.slug)
      if (input.uncover !== null) await uncoverThread(viewer, input.uncover, answerId)
      const threads = input.thread.flatMap((given) => {
        const threadId = idOf(given)
        const section = String((input as Record<string, unknown>)[`section-${given}`] ?? '')
        return threadId === null ? [] : [{ threadId, section: section || null }]
      })
      await coverThreads(viewer, answerId, threads)
      return { to: urls.answerCoverage(slug) }
    },
  }),
  action({
    path: '/threads/:id/coverage-response',
    permission: 'coverage.respond',
    limit: 'edit',
    input: z.object({ answer: idOrNull(), response: saidOfCoverage, reason: text(2_000) }),
    run: ({ viewer }, input, params) => respond(viewer, params.id, input),
  }),
  // Pages that were open during the update send their form here. To be removed with version 0.3.
  action({
    path: '/threads/:id/judge',
    permission: 'coverage.respond',
    limit: 'edit',
    input: z.object({ answer: idOrNull(), verdict: saidOfCoverage, reason: text(2_000) }),
    run: ({ viewer }, { verdict, ...input }, params) => respond(viewer, params.id, { ...input, response: verdict }),
  }),
  action({
    path: '/desk/contested',
    permission: 'coverage.resolve',
    limit: 'edit',
    input: z.object({
      thread: idOrNull(),
      answer: idOrNull(),
      do: z.enum(['stands', 'uncover', 'revise', 'revised'], 'This can’t be done.'),
      reason: text(2_000),
    }),
    async run({ viewer }, { thread, answer, do: command, reason }) {
      const found = answer === null ? null : await readAnswerById(viewer, answer)
      if (thread === null || answer === null || !found) throw new DomainError('not_found', 'It is not there any more.')
      if (command === 'revise') return { to: urls.answerEdit(found.slug, thread) }
      if (command === 'revised') await confirmRevised(viewer, thread, answer)
      else if (command === 'stands') await resolveContest(viewer, { threadId: thread, answerId: answer, reason })
      else await uncoverThread(viewer, thread, answer)
      return { to: urls.deskContested() }
    },
  }),
]

async function respond(
  viewer: Viewer,
  id: string | undefined,
  input: { answer: number | null; response: 'accepted' | 'contested'; reason: string },
) {
  const threadId = idOf(id ?? '')
  if (threadId === null || input.answer === null) throw new DomainError('not_found', 'There is no such thread.')
  await respondToCoverage(viewer, { threadId, answerId: input.answer, response: input.response, reason: input.reason })
  return { to: `/threads/${threadId}` }
}

type Sent = Pick<DraftView, 'title' | 'summary' | 'body' | 'appliesTo' | 'aliases' | 'tags' | 'reviewAt'>

function isSame(draft: DraftView, sent: Sent): boolean {
  const pick = ({ title, summary, body, appliesTo, aliases, tags, reviewAt }: Sent) =>
    JSON.stringify([title.trim(), summary.trim(), body, appliesTo, aliases, tags, reviewAt?.toISOString().slice(0, 10) ?? null])
  return pick(draft) === pick(sent)
}
