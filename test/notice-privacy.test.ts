import { beforeEach, expect, test } from 'vitest'
import { postReply, startThread } from '../lib/community/threads'
import { approveHeld, holdPost } from '../lib/curation/holding'
import { viewerOf } from '../lib/identity/viewer'
import { continueFanOut } from '../lib/notices/delivery'
import { noticeKindNames, noticeKinds } from '../lib/notices/events'
import { countUnread, groupNotices, noticeSentence, readNotices } from '../lib/notices/inbox'
import { queueDigests, queueDueMails } from '../lib/notices/mail'
import { setWatch } from '../lib/notices/watching'
import { db, pool } from '../lib/platform/db'
import { everyNotice, secretWords, waysOut } from './every-notice'
import { anEditor, aReader, aTopic } from './factories'

beforeEach(() => pool().query('truncate outgoing_mail, notice, event, digest, notice_setting, saved_search'))

const viewerNow = async (personId: number) => viewerOf(personId, (await db().person.findUniqueOrThrow({ where: { id: personId } })).role)

/** All that the inbox says, as the page and the address of each notice say it. */
async function inboxOf(personId: number): Promise<string> {
  const { rows } = await readNotices(await viewerNow(personId), {})
  return JSON.stringify([rows, groupNotices(rows), rows.map((row) => [noticeSentence(row), noticeSentence(row, true)])])
}

/** Subject, text and HTML of all mails to the person. */
async function mailsOf(personId: number): Promise<string> {
  const mails = await db().outgoingMail.findMany({ where: { personId } })
  return mails.map(({ subject, body, html }) => `${subject}\n${body}\n${html}`).join('\n')
}

/** Writes the mails that are due, and then a digest of the same. Returns what they say. */
async function mailed(personId: number): Promise<{ mails: string; digest: string }> {
  while (await queueDueMails());
  const mails = await mailsOf(personId)
  await pool().query('truncate outgoing_mail')
  await db().noticeSetting.createMany({ data: noticeKindNames.map((kind) => ({ personId, kind, channel: 'daily' as const })) })
  await db()
    .$executeRaw`insert into digest (person_id, channel, day, created_at) values (${personId}, 'daily', current_date - 8, now() - interval '8 days')`
  await queueDigests(new Date(Date.now() + 300_000))
  return { mails, digest: await mailsOf(personId) }
}

/** Someone who is told of everything: with a mail for each kind, and following the topic, whose news a digest has, too. */
async function someoneTold(role: 'member' | 'editor' | 'admin') {
  const person = await aReader(role)
  const told = await everyNotice(person.personId)
  await setWatch(person, 'topic', told.topicId, 'watching')
  return told
}

test('there is a notice of every kind, and all of its words are told to someone who may see it', async () => {
  const { personId, kinds } = await someoneTold('admin')
  expect(new Set(kinds)).toEqual(new Set(noticeKindNames))
  expect(await countUnread(await viewerNow(personId))).toBe(kinds.length)
  const inbox = await inboxOf(personId)
  for (const word of [secretWords.thread, secretWords.answer]) expect(inbox).toContain(word)
  const { mails, digest } = await mailed(personId)
  for (const word of Object.values(secretWords)) expect(mails).toContain(word)
  for (const word of [secretWords.thread, secretWords.answer]) expect(digest).toContain(word)
})

for (const [name, { hides, role = 'member', how }] of Object.entries(waysOut)) {
  test(`when ${name}, no page, count, mail or digest has a word of it`, async () => {
    const told = await someoneTold(role)
    await how(told)
    const { personId } = told
    const viewer = await viewerNow(personId)
    const inbox = await inboxOf(personId)
    const { rows } = await readNotices(viewer, {})
    expect(await countUnread(viewer), 'what is not shown is not counted').toBe(rows.length)
    const { mails, digest } = await mailed(personId)
    for (const [place, text] of Object.entries({ inbox, mails, digest }))
      for (const secret of hides) expect(text, `${place} has the words of the ${secret}`).not.toContain(secretWords[secret])
    // Acts on one's own post are told all the same, and nothing that needs what is gone is.
    expect(rows.map(({ kind }) => kind)).toContain('post_hidden')
    if (hides.includes('thread')) expect(rows.filter(({ kind }) => /thread/.test(noticeKinds[kind].needs))).toEqual([])
    if (hides.includes('answer'))
      expect(rows.filter(({ kind }) => /answer/.test(noticeKinds[kind].needs) && kind !== 'search_found')).toEqual([])
  })
}

test('a post that waits for approval is told to nobody who follows its thread or topic or is mentioned, and once when it is approved', async () => {
  const [author, follower, editor] = [await aReader('member'), await aReader('member'), await anEditor()]
  const topicId = await aTopic()
  const thread = await startThread(author, { topicId, title: 'In the open', body: 'x' })
  await postReply(follower, { threadId: thread.id, body: 'I follow this.' })
  await setWatch(follower, 'topic', topicId, 'watching')
  await pool().query('truncate notice, event')
  const { name } = await db().person.findUniqueOrThrow({ where: { id: follower.personId } })
  const [reply, question] = [
    await holdPost(author, { threadId: thread.id, answersReplyId: null, body: `@${name} ${secretWords.reply}`, why: 'first' }),
    await holdPost(author, { topicId, title: `Why ${secretWords.thread}?`, tags: [], body: `@${name} x`, why: 'first' }),
  ]
  const tellAll = async () => {
    while (await continueFanOut());
    return readNotices(await viewerNow(follower.personId), {})
  }
  expect((await tellAll()).rows).toEqual([])
  expect(await countUnread(await viewerNow(follower.personId))).toBe(0)
  expect(await mailed(follower.personId)).toEqual({ mails: '', digest: '' })
  for (const held of [reply, question]) if ('held' in held) await approveHeld(editor, held.held)
  const { rows } = await tellAll()
  expect(rows.map(({ threadId, kind }) => `${kind} ${threadId === thread.id}`).sort()).toEqual(['mention false', 'mention true'])
})
