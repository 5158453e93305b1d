import { beforeEach, expect, test } from 'vitest'
import { aReader, aTopic } from '../../../test/factories'
import { coverThread, publishRevision, startAnswer } from '../../answers'
import { postReply, startThread } from '../../community/threads'
import { mergeThreads } from '../../curation/duplicates'
import { hideReply, moveThread } from '../../curation/moderation'
import type { Viewer } from '../../identity/viewer'
import { db, pool, transaction } from '../../platform/db'
import { stopMailTo } from '../../platform/mail'
import { continueFanOut } from '../delivery'
import { changesParts, markThreadRead, readChanges, readNotices } from '../inbox'
import { setWatch } from '../watching'
import { mailsPerHourMax, queueDueMails } from '.'

type Person = Viewer & { personId: number }

beforeEach(() => pool().query('truncate outgoing_mail, mail_stop, mail_pause, notice, event'))

const makeDue = () => pool().query(`update notice set mail_at = now() - interval '1 second' where mail_at is not null`)

/** Lets some minutes pass. Returns the mails that were written to the person meanwhile. */
async function mailsTo(person: Person) {
  while (await continueFanOut());
  await makeDue()
  while (await queueDueMails());
  return db().outgoingMail.findMany({ where: { personId: person.personId }, orderBy: { id: 'asc' } })
}

const oneLine = (text = '') => text.replace(/\s+/g, ' ')

const asked = async (asker: Person, title = 'Why does it hum?', topicId?: number) =>
  startThread(asker, { topicId: topicId ?? (await aTopic()), title, body: 'It hums.' })

async function replyTo(asker: Person, body = 'Because of the coil.', by?: Person) {
  const thread = await asked(asker)
  const first = await postReply(asker, { threadId: thread.id, body: 'Anyone?' })
  const reply = await postReply(by ?? (await aReader()), { threadId: thread.id, body, answersReplyId: first.id })
  return { thread, reply }
}

test('a reply to what one wrote is a mail with its text and a link to the very reply', async () => {
  const asker = await aReader()
  const { thread } = await replyTo(asker)
  const [mail, ...others] = await mailsTo(asker)
  expect(others).toEqual([])
  const { email } = await db().user.findUniqueOrThrow({ where: { personId: asker.personId } })
  expect(mail).toMatchObject({ recipient: email, about: `thread-${thread.id}`, subject: expect.stringContaining('Why does it hum?') })
  expect(mail?.body).toContain('> Because of the coil.')
  expect(mail?.body).toContain(`/threads/${thread.id}/${thread.slug}/2>`)
  expect(mail?.html).toContain('Because of the coil.')
  expect(mail?.unsubscribe).toMatch(/\/unsubscribe\?token=/)
  expect(mail?.body).toContain(mail?.unsubscribe as string)
  expect(await mailsTo(asker), 'once').toHaveLength(1)
})

test('what happens in one thread within some minutes is one mail; another thread is another', async () => {
  const [asker, other] = [await aReader(), await aReader()]
  const { thread, reply } = await replyTo(asker, 'The first.', other)
  await pool().query(`update notice set mail_at = now() - interval '1 second'`)
  await postReply(other, { threadId: thread.id, body: 'The second.', answersReplyId: reply.id - 1 })
  await replyTo(asker, 'Elsewhere.', other)
  const mails = await mailsTo(asker)
  expect(mails.map(({ body }) => ['The first.', 'The second.', 'Elsewhere.'].filter((text) => body.includes(text)))).toEqual([
    ['The first.', 'The second.'],
    ['Elsewhere.'],
  ])
})

test('nothing is mailed that was read before, or that the person wants to hear of in another way by now', async () => {
  const [reading, choosing] = [await aReader(), await aReader()]
  const { thread } = await replyTo(reading)
  await markThreadRead(reading.personId, thread.id)
  await replyTo(choosing)
  await db().noticeSetting.create({ data: { personId: choosing.personId, kind: 'reply_to_me', channel: 'daily' } })
  expect(await mailsTo(reading)).toEqual([])
  expect(await mailsTo(choosing)).toEqual([])
  expect(await db().notice.count({ where: { mailAt: { not: null } } })).toBe(0)
})

test('what may not be seen any more is not told: hidden posts, topics that became private, a lost role', async () => {
  const [first, second, third, editor] = [await aReader(), await aReader(), await aReader('editor'), await aReader('editor')]
  const { reply } = await replyTo(first, 'A secret.')
  await hideReply(editor, reply.id, 'Private.')
  const { thread } = await replyTo(second, 'A secret.')
  await db().topic.updateMany({ where: { threads: { some: { id: thread.id } } }, data: { visibility: 'editors' } })
  const inside = await aTopic({ visibility: 'editors' })
  const begun = await startThread(third, { topicId: inside, title: 'A secret', body: 'x' })
  const own = await postReply(third, { threadId: begun.id, body: 'Anyone?' })
  await postReply(editor, { threadId: begun.id, body: 'A secret.', answersReplyId: own.id })
  await db().person.update({ where: { id: third.personId }, data: { role: 'member' } })
  for (const person of [first, second, third]) expect(await mailsTo(person)).toEqual([])
})

test('who hears of their own hidden post reads the reason, and no title or text that they may not see', async () => {
  const [author, editor] = [await aReader(), await aReader('editor')]
  const thread = await asked(await aReader(), 'A secret title')
  const reply = await postReply(author, { threadId: thread.id, body: 'A secret text.' })
  await hideReply(editor, reply.id, 'Off topic.')
  await moveThread(editor, thread.id, await aTopic({ visibility: 'editors' }))
  const [mail] = await mailsTo(author)
  expect(mail?.body).toContain('Off topic.')
  expect(`${mail?.subject} ${mail?.body} ${mail?.html}`).not.toMatch(/secret/)
})

test('a mail about a thread that was merged leads to where its posts are now', async () => {
  const [asker, editor] = [await aReader(), await aReader('editor')]
  const { thread } = await replyTo(asker)
  const into = await asked(await aReader(), 'It hums, too')
  await mergeThreads(editor, [thread.id], into.id)
  const mails = await mailsTo(asker)
  expect(mails.map(({ about }) => about)).toEqual([`thread-${into.id}`])
  expect(mails[0]?.body).toContain(`/threads/${into.id}/`)
})

test('askers read which parts of their answer a revision changed, why, and a link to the comparison', async () => {
  const [asker, editor] = [await aReader(), await aReader('editor')]
  const topicId = await aTopic()
  const thread = await asked(asker, 'How?', topicId)
  const { id: answerId, slug } = await startAnswer(editor, { topicId, title: 'How to', body: 'x' })
  const parts = (all: string[]) => all.map((part) => `## ${part}\n\n${part}.`).join('\n\n')
  const text = { title: 'How to', summary: 'In short.', body: parts(['One', 'Two', 'Three']), appliesTo: [] }
  await publishRevision(editor, { answerId, basedOn: 0, ...text, note: 'First.', significance: 'major' })
  await coverThread(editor, { threadId: thread.id, answerId })
  await publishRevision(editor, {
    answerId,
    basedOn: 1,
    ...text,
    body: `${text.body} Or not.\n\n## Four\n\nX.`,
    note: 'All is new.',
    significance: 'major',
  })
  const [mail, ...others] = await mailsTo(asker)
  expect(others).toEqual([])
  expect(oneLine(mail?.body)).toContain('What changed: § 3 Three and § 4 Four (new). The reason: > All is new.')
  expect(mail?.body).toContain(`/answers/${slug}/diff?from=1&to=2&thread=${thread.id}`)
  const [told] = (await readNotices(asker, {})).rows
  expect(told, 'the inbox says why, too').toMatchObject({ kind: 'answer_revised', reason: 'All is new.' })
  const changed = changesParts((await readChanges(asker, [told?.eventId ?? ''])).get(told?.eventId ?? '') ?? [])
  expect(changed.map(({ text }) => text).join('')).toBe('What changed: § 3 Three and § 4 Four (new).')
  const many = parts(['A', 'B', 'C', 'D', 'E', 'F', 'G'])
  await publishRevision(editor, { answerId, basedOn: 2, ...text, body: many, note: 'Again.', significance: 'major' })
  const [, next] = await mailsTo(asker)
  expect(oneLine(next?.body)).toContain('§ 1 A (new), § 2 B (new), § 3 C (new), § 4 D (new), § 5 E (new) and 6 more.')
})

test('nobody gets mail who has not confirmed their address, is suspended, or whose mail came back', async () => {
  const [unconfirmed, suspended, bounced] = [await aReader(), await aReader(), await aReader()]
  for (const person of [unconfirmed, suspended, bounced]) await replyTo(person)
  await db().user.update({ where: { personId: unconfirmed.personId }, data: { emailVerified: false } })
  await db().user.update({ where: { personId: suspended.personId }, data: { suspendedAt: new Date() } })
  const { email } = await db().user.findUniqueOrThrow({ where: { personId: bounced.personId } })
  await transaction((tx) => stopMailTo(tx, { address: email, complaint: false, said: '' }))
  for (const person of [unconfirmed, suspended, bounced]) expect(await mailsTo(person)).toEqual([])
})

test('while mail is paused, notices wait; after it they are mailed', async () => {
  const asker = await aReader()
  await replyTo(asker)
  await pool().query('insert into mail_pause default values')
  expect(await mailsTo(asker)).toEqual([])
  await pool().query('delete from mail_pause')
  expect(await mailsTo(asker)).toHaveLength(1)
})

test('a person gets at most so many mails an hour: the last has the rest, and what comes then waits', async () => {
  const [asker, other] = [await aReader(), await aReader()]
  await db().noticeSetting.create({ data: { personId: asker.personId, kind: 'thread', channel: 'mail' } })
  const topicId = await aTopic()
  await setWatch(asker, 'topic', topicId, 'watching')
  for (let i = 0; i < mailsPerHourMax + 3; i++) await asked(other, `Question ${i} of many`, topicId)
  const mails = await mailsTo(asker)
  expect(mails).toHaveLength(mailsPerHourMax)
  const last = mails.at(-1)
  expect(last).toMatchObject({ about: null, subject: expect.stringContaining('News in 4 threads') })
  for (const i of [9, 10, 11, 12]) expect(last?.body).toContain(`Question ${i} of many`)
  await asked(other, 'One more', topicId)
  expect(await mailsTo(asker)).toHaveLength(mailsPerHourMax)
  expect(await db().notice.count({ where: { personId: asker.personId, mailAt: { not: null } } })).toBe(1)
  await pool().query(`update outgoing_mail set created_at = now() - interval '61 minutes'`)
  expect(await mailsTo(asker)).toHaveLength(mailsPerHourMax + 1)
})

test('notices of one person that cannot be written as a mail hold up nobody else, and wait', async () => {
  const [first, second] = [await aReader(), await aReader()]
  await replyTo(first)
  await replyTo(second)
  await pool().query(
    `update notice set kind = 'of_a_newer_version', mail_at = now() - case when person_id = $1 then interval '1 minute' else interval '0' end`,
    [first.personId],
  )
  await pool().query(`update notice set kind = 'reply_to_me' where person_id = $1`, [second.personId])
  await db().noticeSetting.create({ data: { personId: first.personId, kind: 'of_a_newer_version', channel: 'mail' } })
  await expect(queueDueMails()).rejects.toThrow()
  expect(await queueDueMails()).toBe(true)
  const mails = await db().outgoingMail.findMany()
  expect(mails.map(({ personId }) => personId)).toEqual([second.personId])
  expect(await db().notice.count({ where: { personId: first.personId, mailAt: { gt: new Date() } } })).toBe(1)
})
