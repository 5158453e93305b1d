import { publishRevision, startAnswer } from '../lib/answers'
import { startThread } from '../lib/community/threads'
import { findOrCreatePerson } from '../lib/identity/people/find-or-create'
import { type Viewer, viewerOf } from '../lib/identity/viewer/viewer'
import { db, pool } from '../lib/platform/db/client'
import { foldFrequencies } from '../lib/search'
import { forgetCorpus } from '../lib/search/measuring'

let counter = 0

/** Someone who may write. */
export async function aMember(name = `member${++counter}`): Promise<Viewer & { personId: number }> {
  return { audience: 'member', personId: await findOrCreatePerson(db(), name) }
}

/** Someone who may write, and has an account: people are told of what happens. */
export async function aReader(role: 'member' | 'editor' | 'admin' = 'member'): Promise<Viewer & { personId: number }> {
  const name = `reader${++counter}`
  const personId = await findOrCreatePerson(db(), name, role)
  await db().user.create({ data: { id: name, name, email: `${name}@example.org`, emailVerified: true, personId } })
  return { ...viewerOf(personId, role), personId }
}

/** Someone who settles questions. */
export async function anEditor(name = `editor${++counter}`): Promise<Viewer & { personId: number }> {
  return { audience: 'editor', personId: await findOrCreatePerson(db(), name, 'editor') }
}

/** A topic, public unless said otherwise. */
export async function aTopic(
  options: { name?: string; visibility?: 'public' | 'members' | 'editors'; parentId?: number } = {},
): Promise<number> {
  const slug = `topic-${++counter}`
  const topic = await db().topic.create({
    data: { slug, name: options.name ?? slug, visibility: options.visibility ?? 'public', parentId: options.parentId ?? null },
  })
  return topic.id
}

/** A thread by someone in a topic of its own, unless said otherwise. */
export async function aThread(options: { by?: Viewer; topicId?: number; title?: string; body?: string; tags?: string[]; at?: Date } = {}) {
  const by = options.by ?? (await aMember())
  return startThread(
    { ...by, audience: 'editor' },
    {
      topicId: options.topicId ?? (await aTopic()),
      title: options.title ?? `Thread ${++counter}`,
      body: options.body ?? 'A body.',
      tags: options.tags,
      at: options.at,
    },
  )
}

/** A thread with so many replies, numbered from 1, which search does not know. */
export async function aLongThread(replies: number, topicId?: number, bodyOf = (number: number) => `Reply ${number}.`) {
  const thread = await aThread({ topicId })
  const numbers = Array.from({ length: replies }, (_, i) => i + 1)
  const data = numbers.map((number) => ({ threadId: thread.id, number, body: bodyOf(number), createdAt: new Date() }))
  await db().reply.createMany({ data })
  await db().thread.update({ where: { id: thread.id }, data: { replyCount: replies } })
  return thread
}

/** Counts new words at once, as the worker does within a second. */
export async function countWords(): Promise<void> {
  const client = await pool().connect()
  try {
    await foldFrequencies(client)
  } finally {
    client.release()
  }
  forgetCorpus()
}

/** A published answer. */
export async function anAnswer(
  by: Viewer & { personId: number },
  { topicId, title = `Answer ${++counter}` }: { topicId: number; title?: string },
) {
  const answer = await startAnswer(by, { topicId, title, body: '' })
  const words = { title, summary: '', body: 'What helps.', appliesTo: [], note: 'x', significance: 'major' as const }
  await publishRevision(by, { answerId: answer.id, basedOn: 0, ...words })
  return answer
}
