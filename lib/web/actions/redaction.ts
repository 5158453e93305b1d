import { z } from 'zod'
import { readPost } from '../../community/threads'
import { findRevisions, type Revised, redactRevisions } from '../../curation/redaction'
import type { Viewer } from '../../identity/viewer'
import { DomainError } from '../../platform/errors'
import { urls } from '../../shared'
import { idOf } from '../http'
import { action } from './action'
import { draftOf } from './draft-of'
import { manyIds, text, ticked } from './fields'

const input = z.object({
  do: z.enum(['find', 'redact'], 'This can’t be done.'),
  revision: manyIds(),
  words: text(2_000),
  notes: ticked(),
  reason: text(2_000),
})

/** The page shows what was found as it shows a refusal: words that must not be seen don't belong into an address. */
async function find(viewer: Viewer, subject: Revised, words: string): Promise<never> {
  if (!words.trim()) throw new DomainError('invalid', 'Type the words that must go.', 'words')
  const numbers = await findRevisions(viewer, subject, words)
  if (numbers.length === 0) throw new DomainError('invalid', 'No earlier revision has these words.', 'words')
  const [said, are] = numbers.length > 1 ? ['Revisions', 'have these words and are ticked'] : ['Revision', 'has these words and is ticked']
  throw new DomainError('invalid', `${said} ${numbers.join(', ')} ${are} below. Nothing was redacted yet.`)
}

async function run(viewer: Viewer, subject: Revised, sent: z.infer<typeof input>): Promise<void> {
  if (sent.do === 'find') await find(viewer, subject, sent.words)
  await redactRevisions(viewer, subject, { numbers: sent.revision, notes: sent.notes, reason: sent.reason, words: sent.words })
}

/** Removing the text of earlier revisions for good. */
export const redactionActions = [
  action({
    path: '/answers/:slug/redact',
    permission: 'revision.redact',
    limit: 'edit',
    input,
    async run({ viewer }, sent, params) {
      const { answerId, slug } = await draftOf(viewer, params.slug)
      await run(viewer, { kind: 'answer', id: answerId }, sent)
      return { to: urls.answerRedact(slug, { done: true }) }
    },
  }),
  action({
    path: '/threads/:id/posts/:number/redact',
    permission: 'revision.redact',
    limit: 'edit',
    input,
    async run({ viewer }, sent, { id = '', number = '' }) {
      const [threadId, named] = [idOf(id), number === '0' ? 0 : idOf(number)]
      const post = threadId === null || named === null ? null : await readPost(viewer, threadId, named)
      if (!post) throw new DomainError('not_found', 'There is no such post.')
      await run(viewer, post.replyId === null ? { kind: 'thread', id: post.thread.id } : { kind: 'reply', id: post.replyId }, sent)
      return { to: urls.postRedact(post.thread.id, post.number, { done: true }) }
    },
  }),
]
