import { coverThread, publishRevision, startAnswer, uncoverThreads } from '../lib/answers'
import { archiveAnswer } from '../lib/answers/archive-answer'
import { postReply, startThread } from '../lib/community/threads'
import { mergeThreads } from '../lib/curation/duplicates'
import { deleteReply, deleteThread, hideReply, hideThread, moveThread } from '../lib/curation/moderation'
import { withdrawReply } from '../lib/exchange/own-data/withdraw-reply'
import { withdrawThread } from '../lib/exchange/own-data/withdraw-thread'
import { setRole } from '../lib/identity/accounts/manage-people'
import { findOrCreatePerson } from '../lib/identity/people/find-or-create'
import { system, viewerOf } from '../lib/identity/viewer'
import { type NoticeKind, noticeKindNames, noticeKinds } from '../lib/notices/events'
import { db, transaction } from '../lib/platform/db'

/** Words that only what notices are about has: the thread and its opening, the reply, the answer. */
export const secretWords = { thread: 'zthreadz', reply: 'zreplyz', answer: 'zanswerz' }

/** What a person was told of, with a notice of each kind. */
export type EveryNotice = { personId: number; topicId: number; threadId: number; replyId: number; answerId: number; kinds: NoticeKind[] }

let counter = 0
const aRoom = async (visibility: 'public' | 'editors' = 'public') => {
  const slug = `told-${process.pid}-${++counter}`
  return (await db().topic.create({ data: { slug, name: slug, visibility } })).id
}
const someone = async (role: 'member' | 'editor') =>
  ({ ...viewerOf(await findOrCreatePerson(db(), `Teller ${role} ${process.pid}`, role), role) }) as ReturnType<typeof viewerOf> & {
    personId: number
  }

/**
 * Tells a person something of every kind that there is, all about one thread, one reply in it, and one answer, whose titles and texts have a word
 * of their own. Each is due by mail, unless the person wants it otherwise.
 */
export async function everyNotice(personId: number): Promise<EveryNotice> {
  const [author, editor] = [await someone('member'), await someone('editor')]
  const topicId = await aRoom()
  const { thread: threadWord, reply: replyWord, answer: answerWord } = secretWords
  const thread = await startThread(author, { topicId, title: `Why ${threadWord}?`, body: `It is ${threadWord}.` })
  const reply = await postReply(author, { threadId: thread.id, body: `Because ${replyWord}.` })
  const { id: answerId } = await startAnswer(editor, { topicId, title: `About ${answerWord}`, body: 'x' })
  const text = { title: `About ${answerWord}`, summary: `In short, ${answerWord}.`, body: `All of ${answerWord}.`, appliesTo: [] }
  await publishRevision(editor, { answerId, basedOn: 0, ...text, note: `First ${answerWord}.`, significance: 'major' })
  await publishRevision(editor, { answerId, basedOn: 1, ...text, body: 'More.', note: `Now ${answerWord}.`, significance: 'major' })
  await coverThread(editor, { threadId: thread.id, answerId })
  await db().event.deleteMany({ where: { OR: [{ threadId: thread.id }, { answerId }] } })
  const { id: searchId } = await db().savedSearch.create({ data: { personId, query: `q=something-${++counter}` } })
  const made: EveryNotice = { personId, topicId, threadId: thread.id, replyId: reply.id, answerId, kinds: [] }
  for (const kind of noticeKindNames) {
    for (const about of aboutOf(kind, made)) {
      const event = await db().event.create({ data: { kind, actorId: author.personId, ...about } })
      await db().notice.create({
        data: {
          personId,
          eventId: event.id,
          kind,
          threadId: about.threadId ?? null,
          since: about.revision ? 1 : null,
          mailAt: new Date(Date.now() - 1_000),
          searchId: kind === 'search_found' ? searchId : null,
        },
      })
      made.kinds.push(kind)
    }
  }
  return made
}

type About = { threadId?: number; replyId?: number; answerId?: number; revision?: number }

/** What events of a kind are about. Of what is about one's own post there is one of the thread and one of a reply. */
function aboutOf(kind: NoticeKind, { threadId, replyId, answerId }: EveryNotice): About[] {
  const { needs, fanOut } = noticeKinds[kind]
  if (needs === 'thread') return kind === 'thread' ? [{ threadId }] : [{ threadId, replyId }]
  if (needs === 'answer')
    return [
      { answerId, revision: 2 },
      { answerId, revision: 2, threadId },
    ]
  if (needs === 'thread and answer') return [{ threadId, answerId }]
  if (needs === 'post or answer') return [{ threadId }, { threadId, replyId }, { answerId, revision: 1 }]
  return fanOut === 'admins' ? [{}] : [{ threadId }, { threadId, replyId }]
}

type Secret = keyof typeof secretWords
type Way = { hides: Secret[]; role?: 'editor'; how: (told: EveryNotice) => Promise<unknown> }

const editors = () => someone('editor')

/** The ways in which a person loses sight of what they were told of, and whose words they may not read any more. */
export const waysOut: Record<string, Way> = {
  'the topic becomes editors-only': {
    hides: ['thread', 'reply', 'answer'],
    how: ({ topicId }) => db().topic.update({ where: { id: topicId }, data: { visibility: 'editors' } }),
  },
  'an editor loses the role': {
    role: 'editor',
    hides: ['thread', 'reply', 'answer'],
    async how({ topicId, personId }) {
      await db().topic.update({ where: { id: topicId }, data: { visibility: 'editors' } })
      await setRole(system, personId, 'member')
    },
  },
  'the thread moves to where they see nothing': {
    hides: ['thread', 'reply'],
    how: async ({ threadId }) => moveThread(await editors(), threadId, await aRoom('editors')),
  },
  'the thread is hidden': { hides: ['thread', 'reply'], how: async ({ threadId }) => hideThread(await editors(), threadId, 'x') },
  'the reply is hidden': { hides: ['reply'], how: async ({ replyId }) => hideReply(await editors(), replyId, 'x') },
  'the author deletes the thread': {
    hides: ['thread', 'reply'],
    async how({ threadId, replyId, answerId }) {
      const author = await someone('member')
      await uncoverThreads(await editors(), answerId, [threadId])
      await deleteReply(author, replyId)
      await deleteThread(author, threadId)
    },
  },
  'the author withdraws everything': {
    hides: ['thread', 'reply'],
    how: ({ threadId, replyId }) =>
      transaction(async (tx) => {
        await withdrawReply(tx, replyId, new Date())
        await withdrawThread(tx, threadId, new Date())
      }),
  },
  'the thread is merged into one that they don’t see': {
    hides: ['thread', 'reply'],
    async how({ threadId, topicId }) {
      const editor = await editors()
      const into = await startThread(editor, { topicId, title: 'Another', body: 'x' })
      await mergeThreads(editor, [threadId], into.id)
      await moveThread(editor, into.id, await aRoom('editors'))
    },
  },
  'the answer is archived': { hides: ['answer'], how: async ({ answerId }) => archiveAnswer(await editors(), answerId) },
}
