import { coverThread, publishRevision, startAnswer } from '../../lib/answers'
import { acceptReply, boostReply, boostThread, postReply, startThread } from '../../lib/community/threads'
import { findOrCreatePerson } from '../../lib/identity/people'
import type { Viewer } from '../../lib/identity/viewer'
import { db, pool } from '../../lib/platform/db'
import { foldFrequencies } from '../../lib/search'
import { joinedAt, replyAt, sampleAnswers, sampleSynonyms, sampleThreads } from './content'
import { markSample } from './mark'
import { samplePeople, sampleTopics } from './topics'
import type { SampleAnswer, SampleThread } from './types'

/**
 * Fills an empty database with a forum on networking, so that the first start shows something worth reading. A database with a topic is not
 * empty, and nothing happens. The functions that write people's content write this, too.
 */
export async function fillWithSample(say: (text: string) => void): Promise<boolean> {
  if ((await db().topic.count()) > 0) return false
  say('Filling the empty database with sample content (--no-sample leaves it empty)')
  const people = new Map<string, Viewer>()
  for (const { name, role } of samplePeople) {
    const personId = await findOrCreatePerson(db(), name, role)
    people.set(name, { audience: role === 'editor' ? 'editor' : 'member', personId, quiet: true })
  }
  const personIds = [...people.values()].flatMap(({ personId }) => personId ?? [])
  await db().person.updateMany({ where: { id: { in: personIds } }, data: { createdAt: joinedAt } })
  for (const { name, about } of samplePeople) if (about) await db().person.updateMany({ where: { displayName: name }, data: { about } })
  const topicIds = await makeTopics()
  const answerIds = new Map<string, number>()
  for (const answer of sampleAnswers) answerIds.set(answer.slug, await publish(answer, topicIds, people))
  const threadIds: number[] = []
  for (const thread of sampleThreads) threadIds.push(await tell(thread, topicIds, answerIds, people))
  for (const [name, tag] of sampleSynonyms) {
    const found = await db().tag.findUnique({ where: { name: tag }, select: { id: true } })
    if (found) await db().tagSynonym.create({ data: { name, tagId: found.id } })
  }
  await markSample(db(), { person: personIds, topic: [...topicIds.values()], answer: [...answerIds.values()], thread: threadIds })
  const client = await pool().connect()
  await foldFrequencies(client).finally(() => client.release())
  return true
}

async function makeTopics(): Promise<Map<string, number>> {
  const { subtopics, ...area } = sampleTopics
  const ids = new Map<string, number>()
  const { id } = await db().topic.create({ data: area, select: { id: true } })
  ids.set(area.slug, id)
  for (const [position, subtopic] of subtopics.entries()) {
    ids.set(subtopic.slug, (await db().topic.create({ data: { ...subtopic, parentId: id, position }, select: { id: true } })).id)
  }
  return ids
}

async function publish(answer: SampleAnswer, topicIds: Map<string, number>, people: Map<string, Viewer>): Promise<number> {
  const who = (name: string) => people.get(name) as Viewer
  const [first] = answer.revisions
  const { id } = await startAnswer(who(first?.by ?? ''), {
    topicId: topicIds.get(answer.topic) as number,
    title: answer.title,
    summary: answer.summary,
    body: textOf(answer, 0),
    slug: answer.slug,
    tags: answer.tags,
    aliases: answer.aliases,
    appliesTo: answer.appliesTo,
    reviewAt: new Date(answer.reviewAt),
    at: new Date(first?.at ?? ''),
  })
  for (const [i, revision] of answer.revisions.entries()) {
    await publishRevision(who(revision.by), {
      answerId: id,
      basedOn: i,
      title: answer.title,
      summary: answer.summary,
      body: textOf(answer, i),
      appliesTo: answer.appliesTo,
      note: revision.note,
      significance: revision.significance,
      reviewerId: revision.reviewer ? who(revision.reviewer).personId : null,
      at: new Date(revision.at),
    })
  }
  await db().answer.update({ where: { id }, data: { viewBase: answer.views, viewCount: answer.views } })
  return id
}

/** Returns the text of a revision: the sections it had, with the words it had then. */
function textOf(answer: SampleAnswer, i: number): string {
  const revision = answer.revisions[i]
  const sections = (revision?.sections ?? []).map((name) => answer.sections[name]).filter((section) => section !== undefined)
  const today = [answer.lead, ...sections.map(({ heading, body }) => `## ${heading}\n\n${body}`)].join('\n\n')
  return (revision?.formerly ?? []).reduce((text, [now, formerly]) => text.replace(now, formerly), today)
}

async function tell(
  thread: SampleThread,
  topicIds: Map<string, number>,
  answerIds: Map<string, number>,
  people: Map<string, Viewer>,
): Promise<number> {
  const who = (name: string) => people.get(name) as Viewer
  const asked = new Date(thread.at)
  const { id } = await startThread(who(thread.by), {
    topicId: topicIds.get(thread.topic) as number,
    title: thread.title,
    body: thread.body,
    tags: thread.tags,
    at: asked,
  })
  const replyIds: number[] = []
  for (const [i, [by, body, how]] of thread.replies.entries()) {
    const at = replyAt(thread, i)
    const reply = await postReply(who(by), { threadId: id, body, answersReplyId: how?.answers ? replyIds[how.answers - 1] : null, at })
    replyIds.push(reply.id)
    if (how?.accepted) await acceptReply(who(thread.by), reply.id, at)
    for (const name of how?.boosts ?? []) await boostReply(who(name), reply.id)
  }
  for (const name of thread.boosts ?? []) await boostThread(who(name), id)
  if (thread.covered) {
    const at = new Date(asked.getTime() + 2 * 86_400_000)
    const editor = who(samplePeople[0]?.name ?? '')
    await coverThread(editor, {
      threadId: id,
      answerId: answerIds.get(thread.covered.answer) as number,
      section: thread.covered.section ?? null,
      at,
    })
  }
  await db().thread.update({ where: { id }, data: { viewBase: thread.views, viewCount: thread.views } })
  return id
}
