import { beforeAll, beforeEach, expect, test } from 'vitest'
import { aMember, anEditor, aThread, aTopic } from '../../../test/factories'
import { aGap, aGapOf } from '../../../test/gaps'
import { coverThreads, discardDraft, publishDraft, readDraft } from '../../answers'
import { acceptReply, postReply } from '../../community/threads'
import type { Viewer } from '../../identity/viewer'
import { db, pool } from '../../platform/db/client'
import { hideReply, hideThread } from '../moderation/hide'
import { draftFromGap } from './draft-from-gap'
import { readGap } from './read-gap'
import { readGapOfAnswer, readGapSources } from './read-gap-sources'
import { readGaps } from './read-map'
import { writeGap } from './write-gap'

let ada: Viewer & { personId: number }
let ben: Viewer & { personId: number }
beforeAll(async () => {
  ada = await anEditor('Ada')
  ben = await anEditor('Ben')
})
beforeEach(async () => {
  await pool().query('truncate gap cascade')
})

const answerOf = async (gapId: number) => (await db().gap.findUniqueOrThrow({ where: { id: gapId } })).answerId as number

test('a draft is begun with title, topic and common tags of a gap, and its editor writes it', async () => {
  const topicId = await aTopic()
  const ids = [
    (await aThread({ title: 'Why does the pump hum', topicId, tags: ['pump', 'noise'] })).id,
    (await aThread({ title: 'Pump hums', topicId, tags: ['pump'] })).id,
    (await aThread({ title: 'A humming pump', tags: ['pump', 'night'] })).id,
  ]
  await db().thread.update({ where: { id: ids[0] }, data: { viewCount: 9 } })
  const id = await aGap(ids)
  const { slug, isNew } = await draftFromGap(ada, id)
  expect(isNew).toBe(true)
  const draft = await readDraft(ada, slug)
  expect(draft).toMatchObject({ title: 'Why does the pump hum', topic: { id: topicId }, tags: ['pump'], version: 1, status: 'draft' })
  const gap = await readGap(ada, id)
  expect(gap).toMatchObject({ writer: { id: ada.personId }, answer: { slug, published: false } })
  expect(gap?.events[0]).toMatchObject({ what: 'draft', detail: slug })
  expect(await readGapOfAnswer(ada, draft?.answerId ?? 0)).toEqual({ id, threadIds: [ids[0], ids[1], ids[2]] })
  const audit = await db().auditEntry.findFirst({ where: { action: 'gap.write' }, orderBy: { id: 'desc' } })
  expect(audit).toMatchObject({ personId: ada.personId, reason: `number ${id}, as “Why does the pump hum”` })
})

test('two editors who begin the answer of a gap at once get one draft', async () => {
  const { id } = await aGapOf(['One answer is enough'])
  const [one, two] = await Promise.all([draftFromGap(ada, id), draftFromGap(ben, id)])
  expect(one.slug).toBe(two.slug)
  expect([one.isNew, two.isNew].sort()).toEqual([false, true])
})

test('what another says that they are writing is not begun; a draft that was thrown away is begun again', async () => {
  const { id } = await aGapOf(['Claimed'])
  await writeGap(ada, id)
  await expect(draftFromGap(ben, id)).rejects.toThrow('Ada is writing its answer.')
  await expect(draftFromGap(await aMember(), id)).rejects.toMatchObject({ code: 'forbidden' })
  const { slug } = await draftFromGap(ada, id)
  await discardDraft(ada, await answerOf(id), 1)
  expect(await readGap(ada, id)).toMatchObject({ answer: null })
  expect((await draftFromGap(ada, id)).slug).not.toBe(slug)
})

test('the sources are what the viewer sees of the threads, those with an accepted reply first, then the most useful', async () => {
  const { id, threadIds } = await aGapOf(['No reply', 'Guesses', 'Accepted', 'Hidden'])
  const [none, guesses, accepted, hidden] = threadIds as [number, number, number, number]
  await postReply(ben, { threadId: guesses, body: 'Is it on?' })
  await postReply(ben, { threadId: guesses, body: 'You should set `hum = off`, see [the manual](https://manual.example.org/).' })
  await acceptReply(ada, (await postReply(ben, { threadId: accepted, body: 'Tighten the *screw*.' })).id)
  const secret = await postReply(ben, { threadId: none, body: 'Never to be read.' })
  await hideReply(ada, secret.id, 'Spam.')
  await hideThread(ada, hidden, 'Spam.')
  const sources = await readGapSources(ada, id)
  expect(sources.map(({ title, useful }) => [title, useful?.number ?? null])).toEqual([
    ['Accepted', 1],
    ['Guesses', 2],
    ['No reply', null],
  ])
  expect(sources[0]?.useful).toMatchObject({ accepted: true, author: 'Ben' })
  expect(sources[0]?.useful?.html).toContain('<em>screw</em>')
  const gap = await readGap(ada, id)
  expect(gap && 'threadsShown' in gap && gap.threadsShown).toMatchObject([
    { title: 'Accepted', useful: { number: 1, accepted: true, passage: 'Tighten the screw.' } },
    { title: 'Guesses', useful: { number: 2, accepted: false } },
    { title: 'No reply', passage: 'A body.', useful: null },
  ])
})

test('once its answer is published and covers its threads, a gap is off the map and names the answer', async () => {
  const { id, threadIds } = await aGapOf(['Hums', 'It hums'])
  const { slug } = await draftFromGap(ada, id)
  const answerId = await answerOf(id)
  await db().answerDraft.update({ where: { answerId }, data: { body: 'Turn it off.' } })
  await publishDraft(ada, { answerId, version: 1, note: 'First.', significance: 'major' })
  const gap = await readGapOfAnswer(ada, answerId)
  expect(gap?.threadIds).toEqual(threadIds)
  await coverThreads(ada, answerId, [{ threadId: threadIds[0] as number, section: null }])
  expect(await readGap(ada, id), 'one is left').toMatchObject({ state: 'open', threads: 1 })
  await coverThreads(
    ada,
    answerId,
    (gap?.threadIds ?? []).map((threadId) => ({ threadId, section: null })),
  )
  expect(await readGapOfAnswer(ada, answerId)).toEqual({ id, threadIds: [] })
  expect((await readGaps(ada, { show: 'open' })).gaps).toEqual([])
  expect(await readGap(ada, id)).toMatchObject({ state: 'covered', answer: { slug, published: true } })
})
