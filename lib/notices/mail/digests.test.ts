import { beforeEach, expect, test } from 'vitest'
import { aReader, aTopic } from '../../../test/factories'
import { publishRevision, startAnswer } from '../../answers'
import { postReply, startThread } from '../../community/threads'
import { hideThread, moveThread } from '../../curation/moderation'
import type { Viewer } from '../../identity/viewer'
import { db, pool } from '../../platform/db'
import { continueFanOut } from '../delivery'
import type { NoticeKind } from '../events'
import { changeSavedSearch, continueSavedSearches } from '../searches'
import { setWatch } from '../watching'
import { queueDigests } from '.'
import { readDueDigests } from './due-digests'

type Person = Viewer & { personId: number }

beforeEach(() => pool().query('truncate outgoing_mail, mail_stop, mail_pause, notice, event, digest, notice_setting, notice_preference'))

const choose = (person: Person, kind: NoticeKind, channel: 'daily' | 'weekly') =>
  db().noticeSetting.create({ data: { personId: person.personId, kind, channel } })
const mailsTo = ({ personId }: Person) => db().outgoingMail.findMany({ where: { personId }, orderBy: { id: 'asc' } })

/** Someone whose digest is due: the last was made a day or a week ago. */
async function aDigestReader(channel: 'daily' | 'weekly' = 'daily'): Promise<Person> {
  const person = await aReader()
  await choose(person, 'reply_to_me', channel)
  await lastMade(person, channel)
  return person
}
const lastMade = ({ personId }: Person, channel: 'daily' | 'weekly') =>
  db().$executeRaw`insert into digest (person_id, channel, day, created_at)
    values (${personId}, ${channel}::notice_channel, current_date - 8, now() - interval '8 days')`

/** Some minutes later: what is being told, or written, is over. */
async function laterOn() {
  while (await continueFanOut());
  await queueDigests(new Date(Date.now() + 300_000))
}

test('a digest tells what happened in what one follows, questions without an answer, and new and revised answers', async () => {
  const [person, other, editor] = [await aDigestReader(), await aReader(), await aReader('editor')]
  const topicId = await aTopic()
  const thread = await startThread(person, { topicId, title: 'My question', body: 'x' })
  await postReply(other, { threadId: thread.id, body: 'So.' })
  await startThread(other, { topicId, title: 'Tagged before', body: 'x', tags: ['kettle'] })
  const tag = await db().tag.findUniqueOrThrow({ where: { name: 'kettle' } })
  await setWatch(person, 'tag', tag.id, 'watching')
  await setWatch(person, 'topic', topicId, 'watching')
  const { id: answerId } = await startAnswer(editor, { topicId, title: 'How to boil', body: 'x' })
  const text = { title: 'How to boil', summary: 'In short.', body: 'Do.', appliesTo: [], note: 'First.' }
  await publishRevision(editor, { answerId, basedOn: 0, ...text, significance: 'major' })
  await laterOn()
  const [mail, ...others] = await mailsTo(person)
  expect(others).toEqual([])
  expect(mail?.subject).toContain('What happened in the last day')
  for (const words of ['My question', 'replied', 'Tagged before', 'How to boil', '(new)', 'In short.']) expect(mail?.body).toContain(words)
  expect(mail?.unsubscribe).toMatch(/token=\d+\.daily\./)
  await laterOn()
  expect(await mailsTo(person), 'once a day').toHaveLength(1)
})

test('what a saved search found has its own heading, with links to the results and to each post', async () => {
  const [person, other] = [await aDigestReader(), await aReader()]
  await choose(person, 'search_found', 'daily')
  await changeSavedSearch(person, new URLSearchParams('q=samovar&tag=x'), 'save')
  const mine = await startThread(person, { topicId: await aTopic(), title: 'Mine', body: 'x' })
  await postReply(other, {
    threadId: mine.id,
    body: 'So.',
    answersReplyId: (await postReply(person, { threadId: mine.id, body: 'And?' })).id,
  })
  const thread = await startThread(other, { topicId: await aTopic(), title: 'A samovar that sings', body: 'x', tags: ['x'] })
  while (await continueFanOut());
  await pool().query(`update event set created_at = created_at - interval '1 hour'`)
  await pool().query(`update saved_search set checked_at = checked_at - interval '1 hour', due_at = now()`)
  while (await continueSavedSearches());
  await laterOn()
  const [mail] = await mailsTo(person)
  const [before = '', after = ''] = mail?.body.split(/New results of searches that you saved/i) ?? []
  expect(before).toContain('replied to you')
  expect(after).toContain('Your search: samovar, tagged x')
  expect(after).toContain('/search?q=samovar&tag=x')
  expect(after).toContain('A samovar that sings')
  expect(after).toContain(`/threads/${thread.id}/${thread.slug}`)
})

test('there is none when there is nothing, and what was told is not told again', async () => {
  const person = await aDigestReader()
  await laterOn()
  expect(await mailsTo(person)).toEqual([])
  expect(await db().digest.count({ where: { personId: person.personId } })).toBe(2)
})

test('a digest tells nothing that its reader may not see, has read, has muted, or wrote', async () => {
  const [person, other, editor] = [await aDigestReader(), await aReader(), await aReader('editor')]
  const topicId = await aTopic()
  const begin = (title: string) => startThread(other, { topicId, title, body: 'x', tags: ['lamp'] })
  const [hidden, moved, muted] = [await begin('Hidden one'), await begin('Moved one'), await begin('Muted one')]
  const tag = await db().tag.findUniqueOrThrow({ where: { name: 'lamp' } })
  await setWatch(person, 'tag', tag.id, 'watching')
  await startThread(person, { topicId, title: 'Own one', body: 'x', tags: ['lamp'] })
  await hideThread(editor, hidden.id, 'Spam.')
  await moveThread(editor, moved.id, await aTopic({ visibility: 'editors' }))
  await setWatch(person, 'thread', muted.id, 'muted')
  await laterOn()
  expect(await mailsTo(person)).toEqual([])
})

test('nobody gets one who is suspended, and while mail is paused it waits', async () => {
  const [suspended, waiting, other] = [await aDigestReader(), await aDigestReader(), await aReader()]
  for (const person of [suspended, waiting]) {
    const thread = await startThread(person, { topicId: await aTopic(), title: 'Mine', body: 'x' })
    await postReply(other, { threadId: thread.id, body: 'So.' })
  }
  await db().user.update({ where: { personId: suspended.personId }, data: { suspendedAt: new Date() } })
  await pool().query('insert into mail_pause default values')
  await laterOn()
  expect(await mailsTo(waiting)).toEqual([])
  await pool().query('truncate mail_pause')
  await laterOn()
  expect(await mailsTo(waiting)).toHaveLength(1)
  expect(await mailsTo(suspended)).toEqual([])
})

test('who has just chosen digests gets the first at the next hour, with what happened since', async () => {
  const [person, other] = [await aReader(), await aReader()]
  const thread = await startThread(person, { topicId: await aTopic(), title: 'Mine', body: 'x' })
  await postReply(other, { threadId: thread.id, body: 'Long ago.' })
  await choose(person, 'reply_to_me', 'daily')
  await laterOn()
  expect(await mailsTo(person)).toEqual([])
  await pool().query('update digest set day = day - 1')
  await postReply(other, { threadId: thread.id, body: 'Just now.' })
  while (await continueFanOut());
  await pool().query(`update notice set created_at = now() + interval '6 minutes' where event_id = (select max(id) from event)`)
  await queueDigests(new Date(Date.now() + 600_000))
  const [mail] = await mailsTo(person)
  expect(mail?.body.match(/replied/g)).toHaveLength(1)
})

test('it is due at the hour and on the day of the person’s own clock, and late where the worker was away', async () => {
  const [here, east, weekly, nowhere] = [await aReader(), await aReader(), await aReader(), await aReader()]
  for (const person of [here, east, nowhere]) await choose(person, 'reply_to_me', 'daily')
  await choose(weekly, 'reply', 'weekly')
  const prefer = (person: Person, timeZone: string, hour: number, weekday = 1) =>
    db().noticePreference.create({ data: { personId: person.personId, timeZone, hour, weekday } })
  await prefer(east, 'Asia/Tokyo', 7)
  await prefer(weekly, 'UTC', 8, 3)
  await prefer(nowhere, 'Nowhere/None', 8)
  const dayOf = async (person: Person, channel: 'daily' | 'weekly', now: string) =>
    (await readDueDigests(channel, 0, new Date(now))).due.find(({ personId }) => personId === person.personId)?.day
  expect(await dayOf(here, 'daily', '2026-11-25T08:00:00Z')).toBe('2026-11-25')
  expect(await dayOf(here, 'daily', '2026-11-25T07:59:59Z'), 'that of the day before').toBe('2026-11-24')
  expect(await dayOf(east, 'daily', '2026-11-24T22:00:00Z'), 'seven in the morning there').toBe('2026-11-25')
  expect(await dayOf(nowhere, 'daily', '2026-11-25T08:00:00Z')).toBe('2026-11-25')
  // The 25th is a Wednesday.
  expect(await dayOf(weekly, 'weekly', '2026-11-25T08:00:00Z')).toBe('2026-11-25')
  expect(await dayOf(weekly, 'weekly', '2026-11-27T12:00:00Z'), 'late').toBe('2026-11-25')
  await db().digest.create({ data: { personId: weekly.personId, channel: 'weekly', day: new Date('2026-11-25') } })
  expect(await dayOf(weekly, 'weekly', '2026-11-27T12:00:00Z'), 'made').toBeUndefined()
  expect(await dayOf(weekly, 'weekly', '2026-12-02T08:00:00Z'), 'a week later').toBe('2026-12-02')
})
