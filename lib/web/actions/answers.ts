import { z } from 'zod'
import { archiveAnswer, restoreAnswer, restoreDraft, rollBack, saveDraft, startAnswer, undoPublication } from '../../answers'
import { DomainError } from '../../platform/errors'
import { urls } from '../../shared'
import { idOf } from '../http'
import { action } from './action'
import { draftOf } from './draft-of'
import { idOrNull, required, text } from './fields'
import { successorOf } from './successor-of'

/** Beginning an answer, going back to a revision, undoing a publication, archiving it and restoring what was archived or discarded. */
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
    path: '/answers/:slug/revisions/:number',
    permission: 'answer.publish',
    limit: 'edit',
    input: z.object({ basedOn: z.coerce.number().int(), do: z.enum(['restore', 'undo'], 'This can’t be done.').default('restore') }),
    async run({ viewer }, { basedOn, do: command }, params) {
      const { answerId, slug } = await draftOf(viewer, params.slug)
      if (command === 'undo') {
        await undoPublication(viewer, answerId, basedOn)
        return { to: urls.answerEdit(slug) }
      }
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
      const next = await successorOf(viewer, successor)
      await archiveAnswer(viewer, answerId, next)
      return { to: next === null ? urls.desk() : urls.answer(slug) }
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
]
