import { z } from 'zod'
import {
  acceptReply,
  boostReply,
  boostThread,
  discardReplyDraft,
  editReply,
  editThread,
  type PostForViewer,
  postReply,
  readPost,
  retractAcceptance,
  retractReplyBoost,
  retractThreadBoost,
  saveReplyDraft,
  setThreadState,
} from '../../community/threads'
import { holdPost } from '../../curation/holding'
import {
  deleteReply,
  deleteThread,
  hideReply,
  hideThread,
  moveThread,
  restoreReply,
  restoreThread,
  undeleteReply,
  undeleteThread,
} from '../../curation/moderation'
import { checkNewcomer } from '../../identity/accounts'
import type { Viewer } from '../../identity/viewer'
import { DomainError } from '../../platform/errors'
import { urls } from '../../shared'
import { idOf } from '../http'
import { action } from './action'
import { idOrNull, required, submission, text, wordList } from './fields'
import { postOrHold } from './post-or-hold'

const body = () => required('The text is empty.', 200_000)
const revision = () => z.coerce.number().int().min(0)
/** Of a draft; 0 if there was none. */
const version = () => revision().default(0)

async function postOf(viewer: Viewer, params: Record<string, string>): Promise<PostForViewer> {
  const id = idOf(params.id ?? '')
  const { number: numberText = '0' } = params
  const number = numberText === '0' ? 0 : idOf(numberText)
  const post = id === null || number === null ? null : await readPost(viewer, id, number)
  if (!post) throw new DomainError('not_found', 'There is no such post.')
  return post
}

const placeOf = ({ thread, number }: PostForViewer) => (number === 0 ? urls.thread(thread) : urls.replyPlace(thread, number))

const commands: Record<string, (viewer: Viewer, post: PostForViewer, reason: string) => Promise<void>> = {
  boost: (viewer, post) => (post.replyId ? boostReply(viewer, post.replyId) : boostThread(viewer, post.thread.id)),
  unboost: (viewer, post) => (post.replyId ? retractReplyBoost(viewer, post.replyId) : retractThreadBoost(viewer, post.thread.id)),
  accept: (viewer, post) => acceptReply(viewer, replyOf(post)),
  unaccept: (viewer, post) => retractAcceptance(viewer, replyOf(post)),
  hide: (viewer, post, reason) =>
    post.replyId ? hideReply(viewer, post.replyId, withReason(reason)) : hideThread(viewer, post.thread.id, withReason(reason)),
  restore: (viewer, post, reason) =>
    post.replyId ? restoreReply(viewer, post.replyId, reason) : restoreThread(viewer, post.thread.id, reason),
  close: (viewer, post, reason) => setThreadState(viewer, post.thread.id, 'closed', reason),
  reopen: (viewer, post, reason) => setThreadState(viewer, post.thread.id, 'open', reason),
}

function replyOf(post: PostForViewer): number {
  if (post.replyId === null) throw new DomainError('invalid', 'Only a reply can be accepted.')
  return post.replyId
}

function withReason(reason: string): string {
  if (!reason.trim()) throw new DomainError('invalid', 'Give a reason. Its author will read it.', 'reason')
  return reason
}

export const postActions = [
  action({
    path: '/threads/:id/reply',
    permission: 'thread.reply',
    limit: 'post',
    input: z.object({ body: body(), to: idOrNull(), submission: submission(), draft: version(), proof: text(2_000) }),
    async run(context, input, params) {
      const { viewer, signedIn } = context
      const target = await postOf(viewer, { id: params.id ?? '', number: String(input.to ?? 0) })
      await checkNewcomer(signedIn, input.body)
      const { body, submission } = input
      const reply = { threadId: target.thread.id, body, answersReplyId: target.replyId, submission }
      const made = await postOrHold(
        context,
        { kind: 'reply', title: '', body, proof: input.proof },
        { post: () => postReply(viewer, reply), hold: (why) => holdPost(viewer, { ...reply, why }) },
      )
      if (viewer.personId !== null) await discardReplyDraft(viewer.personId, target.thread.id, input.draft)
      if (!('number' in made)) return { to: 'held' in made ? urls.held(made.held) : urls.thread(target.thread) }
      return { to: urls.replyPlace(target.thread, made.number), data: { number: made.number } }
    },
  }),
  action({
    path: '/threads/:id/reply/draft',
    page: (params) => urls.threadReply(Number(params.id)),
    permission: 'thread.reply',
    limit: 'draft',
    input: z.object({ body: text(), to: idOrNull(), draft: version(), discard: z.enum(['', 'here', 'listed']).default('') }),
    async run({ viewer }, { body, to, draft, discard }, params) {
      const threadId = idOf(params.id ?? '') ?? 0
      if (viewer.personId === null) throw new DomainError('forbidden', 'Sign in to keep a draft.')
      if (discard) {
        await discardReplyDraft(viewer.personId, threadId, draft)
        return { to: discard === 'listed' ? urls.myDrafts() : `/threads/${threadId}` }
      }
      const version = await saveReplyDraft(viewer, { threadId, answers: to, body, version: draft })
      return { to: urls.threadReply(threadId), data: { version } }
    },
  }),
  action({
    path: '/threads/:id/edit',
    permission: 'thread.edit',
    limit: 'edit',
    input: z.object({ title: required('The title is empty.'), body: body(), tags: wordList(), note: text(300), basedOn: revision() }),
    async run({ viewer, signedIn }, input, params) {
      const { thread } = await postOf(viewer, { id: params.id ?? '' })
      await checkNewcomer(signedIn, input.body, true)
      await editThread(viewer, { threadId: thread.id, ...input })
      return { to: `/threads/${thread.id}` }
    },
  }),
  action({
    path: '/threads/:id/posts/:number/edit',
    permission: 'reply.edit',
    limit: 'edit',
    input: z.object({ body: body(), note: text(300), basedOn: revision() }),
    async run({ viewer, signedIn }, input, params) {
      const post = await postOf(viewer, params)
      await checkNewcomer(signedIn, input.body, true)
      await editReply(viewer, { replyId: replyOf(post), ...input })
      return { to: placeOf(post) }
    },
  }),
  action({
    path: '/threads/:id/move',
    page: (params) => urls.post(Number(params.id), 0),
    permission: 'thread.move',
    limit: 'edit',
    input: z.object({ topic: idOrNull() }),
    async run({ viewer }, { topic }, params) {
      const { thread } = await postOf(viewer, { id: params.id ?? '' })
      if (topic === null) throw new DomainError('invalid', 'Choose a topic.', 'topic')
      await moveThread(viewer, thread.id, topic)
      return { to: urls.thread(thread) }
    },
  }),
  action({
    path: '/threads/:id/posts/:number',
    permission: 'post.boost',
    limit: 'boost',
    input: z.object({ do: z.enum(Object.keys(commands) as [string, ...string[]], 'This can’t be done.'), reason: text(1_000) }),
    async run({ viewer }, input, params) {
      const post = await postOf(viewer, params)
      await commands[input.do]?.(viewer, post, input.reason)
      // A hidden post is on no thread page. Its own page can restore it.
      const gone = input.do === 'hide'
      return { to: gone ? urls.post(post.thread.id, post.number) : placeOf(post) }
    },
  }),
  action({
    path: '/threads/:id/posts/:number/delete',
    permission: 'post.delete',
    limit: 'delete',
    input: z.object({ do: z.enum(['delete', 'undelete'], 'This can’t be done.') }),
    async run({ viewer }, input, params) {
      const post = await postOf(viewer, params)
      const { replyId, thread } = post
      if (input.do === 'delete') await (replyId ? deleteReply(viewer, replyId) : deleteThread(viewer, thread.id))
      else await (replyId ? undeleteReply(viewer, replyId) : undeleteThread(viewer, thread.id))
      // A deleted post is on no thread page. Its own page can undo it.
      return { to: input.do === 'delete' ? urls.post(thread.id, post.number) : placeOf(post) }
    },
  }),
]
