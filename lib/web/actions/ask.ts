import { z } from 'zod'
import { readAnswerById } from '../../answers'
import { withMentionsNow } from '../../community/mentions'
import { readPost, startThread } from '../../community/threads'
import { previewText } from '../../content'
import { discardAskDraft, endAskSession, findSimilar, hasUnseen, saveAskDraft } from '../../curation/ask'
import { holdPost } from '../../curation/holding'
import { showSourcesOf } from '../../evidence'
import { checkNewcomer } from '../../identity/accounts'
import { DomainError } from '../../platform/errors'
import { countAgainst } from '../../platform/rate-limit'
import { urls, wordsOf } from '../../shared'
import { action } from './action'
import { idOrNull, required, submission, text, wordList } from './fields'
import { postOrHold } from './post-or-hold'

const sessionId = () =>
  z
    .string()
    .regex(/^[\w-]{8,64}$/)
    .optional()

export const askActions = [
  action({
    path: '/ask',
    permission: 'thread.start',
    limit: 'post',
    input: z.object({
      title: required('Name what it is about.'),
      body: required('Say what happens and what you tried.', 200_000),
      topic: idOrNull(),
      tags: wordList(),
      seen: text(1_000),
      session: sessionId(),
      submission: submission(),
      kept: text(1),
      proof: text(2_000),
    }),
    async run(context, input) {
      const { viewer, signedIn } = context
      if (input.topic === null) throw new DomainError('invalid', 'Choose a topic.', 'topic')
      // Looked up again before posting: someone who has not seen what may settle it sees it now, with the text kept.
      if (hasUnseen(await findSimilar(viewer, input.title, input.body), input.seen))
        throw new DomainError('conflict', 'This may be settled already. Look at the list below, or post it anyway.', 'seen')
      await checkNewcomer(signedIn, input.body)
      const { title, body, tags, submission } = input
      const question = { topicId: input.topic, title, body, tags, submission }
      const made = await postOrHold(
        context,
        { kind: 'thread', title, body, proof: input.proof },
        { post: () => startThread(viewer, question), hold: (why) => holdPost(viewer, { ...question, why }) },
      )
      if (viewer.personId !== null && input.kept) await discardAskDraft(viewer.personId)
      // What waits for approval is no thread yet, and counts as none.
      if (!('slug' in made)) return { to: 'held' in made ? urls.held(made.held) : urls.myThreads() }
      if (input.session) await endAskSession(input.session, 'posted', { kind: 'thread', id: made.id })
      return { to: urls.thread(made) }
    },
  }),
  action({
    path: '/ask/draft',
    page: () => urls.ask(),
    permission: 'thread.start',
    limit: 'draft',
    input: z.object({ title: text(), body: text(), tags: text(400), topic: idOrNull(), discard: text(10), place: text(200) }),
    async run({ viewer }, { topic, discard, place, ...draft }) {
      if (viewer.personId === null) throw new DomainError('forbidden', 'Sign in to keep a draft.')
      if (discard) {
        await discardAskDraft(viewer.personId)
        // Someone who discards it for another question goes on with that one.
        return { to: urls.ask({ title: draft.title, topic: place, tags: wordsOf(draft.tags) }) }
      }
      await saveAskDraft(viewer.personId, { ...draft, topicId: topic })
      return { to: urls.ask() }
    },
  }),
  action({
    path: '/ask/settled',
    page: () => urls.ask(),
    permission: 'ask.similar',
    limit: 'similar',
    input: z.object({ session: sessionId(), kind: z.enum(['thread', 'answer']), id: idOrNull(), kept: text(1) }),
    async run({ viewer }, { session, kind, id, kept }) {
      const to = id === null ? null : kind === 'answer' ? await answerPlace(id) : await threadPlace(id)
      if (id === null || to === null) throw new DomainError('not_found', 'It is not there any more.')
      if (session) await endAskSession(session, 'settled', { kind, id })
      if (viewer.personId !== null && kept) await discardAskDraft(viewer.personId)
      return { to }

      async function answerPlace(answerId: number): Promise<string | null> {
        const answer = await readAnswerById(viewer, answerId)
        return answer && urls.answer(answer.slug)
      }
      async function threadPlace(threadId: number): Promise<string | null> {
        const post = await readPost(viewer, threadId, 0)
        return post && urls.thread(post.thread)
      }
    },
  }),
  action({
    path: '/preview',
    page: () => urls.ask(),
    permission: 'thread.start',
    limit: 'preview',
    input: z.object({ body: text(), cites: text(3) }),
    async run({ who, viewer }, { body, cites }) {
      await countAgainst('preview_size', who, body.length)
      await countAgainst('preview_time', who, 0)
      const { html, cpuMs } = await previewText(who, body)
      await countAgainst('preview_time', who, cpuMs)
      return { to: urls.ask(), data: { html: await withMentionsNow(cites ? await showSourcesOf(viewer, html) : html) } }
    },
  }),
]
