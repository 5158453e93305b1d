import { expect, test } from 'vitest'
import { z } from 'zod'
import { aThread, aTopic } from '../../../test/factories'
import { type AnswerStatus, db, pool, queryRows, type Visibility } from '../../platform/db'
import { answerIsLive, coverageCounts, liveAnswer } from './live-answers'
import { type Viewer, viewerOf, visibilitiesFor, visitor } from './viewer'
import { topicIsAsOpen, topicIsVisible, visibleTopic } from './visible-topics'

const Id = z.object({ id: z.int() })
const idsOf = (rows: { id: number }[]) => rows.map(({ id }) => id).sort((a, b) => a - b)

let made = 0
async function anAnswer(topicId: number, status: AnswerStatus = 'published', hiddenAt: Date | null = null): Promise<number> {
  const at = new Date()
  const { id } = await db().answer.create({
    data: {
      topicId,
      areaId: topicId,
      slug: `visible-${++made}`,
      title: 'x',
      body: 'x',
      status,
      hiddenAt,
      revisionNumber: 1,
      createdAt: at,
      publishedAt: at,
      revisedAt: at,
    },
  })
  return id
}

async function topicsOfAll(): Promise<Record<Visibility, number>> {
  // One after the other: their ids grow.
  return {
    public: await aTopic({ visibility: 'public' }),
    members: await aTopic({ visibility: 'members' }),
    editors: await aTopic({ visibility: 'editors' }),
  }
}

test.each<[string, Viewer, Visibility[]]>([
  ['a visitor', visitor, ['public']],
  ['a member', viewerOf(1, 'member'), ['public', 'members']],
  ['an editor', viewerOf(2, 'editor'), ['public', 'members', 'editors']],
  ['an admin', viewerOf(3, 'admin'), ['public', 'members', 'editors']],
])('%s sees the same topics by SQL and by Prisma', async (_, viewer, seen) => {
  const topics = await topicsOfAll()
  const all = Object.values(topics)
  const expected = seen.map((visibility) => topics[visibility])
  const text = `select o.id from topic o where o.id = any($2) and ${topicIsVisible('o', '$1')}`
  expect(idsOf(await queryRows(pool(), Id, text, [visibilitiesFor(viewer), all]))).toEqual(expected)
  expect(idsOf(await db().topic.findMany({ where: { id: { in: all }, ...visibleTopic(viewer) } }))).toEqual(expected)
  const others = await db().topic.findMany({ where: { id: { in: all }, NOT: visibleTopic(viewer) } })
  expect(idsOf(others)).toEqual(all.filter((id) => !expected.includes(id)))
})

test('a topic is as open as another where all who see that one see it', async () => {
  const { public: open, members, editors } = await topicsOfAll()
  const text = `select o.id from topic o, topic here where o.id = any($2) and here.id = $1 and ${topicIsAsOpen('o', 'here.visibility')}`
  const asOpenAs = async (id: number) => idsOf(await queryRows(pool(), Id, text, [id, [open, members, editors]]))
  expect(await asOpenAs(open)).toEqual([open])
  expect(await asOpenAs(members)).toEqual([open, members])
  expect(await asOpenAs(editors)).toEqual([open, members, editors])
})

test('an answer is live where it is published and not hidden, by SQL and by Prisma', async () => {
  const topicId = await aTopic()
  const live = await anAnswer(topicId)
  for (const status of ['draft', 'in_review', 'archived'] as const) await anAnswer(topicId, status)
  await anAnswer(topicId, 'published', new Date())
  await anAnswer(topicId, 'archived', new Date())
  const rows = await queryRows(pool(), Id, `select a.id from answer a where a.topic_id = $1 and ${answerIsLive('a')}`, [topicId])
  expect(idsOf(rows)).toEqual([live])
  expect(idsOf(await db().answer.findMany({ where: { topicId, ...liveAnswer } }))).toEqual([live])
})

test('a coverage counts unless its asker contests it, its answer is not live, or its topic is not seen', async () => {
  const topics = await topicsOfAll()
  const { id: threadId } = await aThread({ topicId: topics.members })
  const cover = async (answerId: number, response: 'unjudged' | 'accepted' | 'contested') => {
    const respondedAt = response === 'unjudged' ? null : new Date()
    await db().coverage.create({ data: { threadId, answerId, response, respondedAt, createdAt: new Date() } })
    return answerId
  }
  const open = await cover(await anAnswer(topics.public), 'unjudged')
  const accepted = await cover(await anAnswer(topics.members), 'accepted')
  const secret = await cover(await anAnswer(topics.editors), 'accepted')
  await cover(await anAnswer(topics.public), 'contested')
  await cover(await anAnswer(topics.public, 'archived'), 'accepted')
  await cover(await anAnswer(topics.public, 'published', new Date()), 'accepted')
  const counting = (isSeen: string) =>
    `select a.id from coverage v join answer a on a.id = v.answer_id join topic ao on ao.id = a.topic_id
     join thread t on t.id = v.thread_id join topic here on here.id = t.topic_id
     where v.thread_id = $1 and ${coverageCounts('v', 'a', isSeen)}`
  const seenBy = async (viewer: Viewer) =>
    idsOf(await queryRows(pool(), Id, counting(topicIsVisible('ao', '$2')), [threadId, visibilitiesFor(viewer)]))
  expect(await seenBy(visitor)).toEqual([open])
  expect(await seenBy(viewerOf(1, 'member'))).toEqual([open, accepted])
  expect(await seenBy(viewerOf(2, 'editor'))).toEqual([open, accepted, secret])
  expect(idsOf(await queryRows(pool(), Id, counting(topicIsAsOpen('ao', 'here.visibility')), [threadId]))).toEqual([open, accepted])
})
