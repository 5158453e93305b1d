import { expect, test, vi } from 'vitest'
import { anAccount } from '../../../test/accounts'
import { aMember, anEditor, aThread, aTopic } from '../../../test/factories'
import { mentionsIn } from '../../content'
import { mergeThreads } from '../../curation/duplicates'
import { hideReply } from '../../curation/moderation'
import { erasePerson } from '../../exchange/own-data'
import { withdrawReply } from '../../exchange/own-data/withdraw-reply'
import { changeProfile } from '../../identity/accounts'
import { mergePersonInto } from '../../identity/accounts/merge-person-into'
import { system, type Viewer, viewerOf, visitor } from '../../identity/viewer'
import { db } from '../../platform/db/client'
import { transaction } from '../../platform/db/transaction'
import { editReply, editThread, postReply, readThread } from '../threads'
import { newlyMentioned } from './newly-mentioned'
import { withMentionsNow } from './render-posts'
import { saveMentions } from './save-mentions'

let counter = 0
const mark = () => `q${++counter}`

async function aPerson(displayName: string, role: 'member' | 'editor' | 'admin' = 'member') {
  const { personId } = await anAccount(displayName, role)
  const { name } = await db().person.findUniqueOrThrow({ where: { id: personId } })
  return { personId, name, viewer: viewerOf(personId, role) }
}

/** The HTML of the opening or, by its number, of a reply. */
async function htmlOf(threadId: number, number = 0): Promise<string> {
  const thread = await readThread(system, threadId)
  const reply = thread?.replies.find((each) => each.number === number)
  return (number === 0 ? thread?.html : reply?.html) ?? 'missing'
}

const linkTo = (name: string, says: string) => `<a class="mention" href="/people/${name}" dir="auto">@${says}</a>`

/** Whom a reply's rows say that are told. */
async function told(replyId: number): Promise<number[]> {
  const rows = await db().mention.findMany({ where: { replyId, told: true }, orderBy: { id: 'asc' } })
  return rows.map(({ personId }) => personId)
}

async function edit(viewer: Viewer, replyId: number, body: string): Promise<void> {
  const { revisionNumber } = await db().reply.findUniqueOrThrow({ where: { id: replyId } })
  await editReply(viewer, { replyId, body, basedOn: revisionNumber })
}

test('a mention leads to the person by the name of their address or the one that others read; of nobody it is text', async () => {
  const m = mark()
  const ada = await aPerson(`Ada ${m}`)
  const thread = await aThread({ body: `@${ada.name}, @[ada ${m.toUpperCase()}], @nobody${m} and \`@${ada.name}\`` })
  expect(await htmlOf(thread.id)).toBe(
    `<p>${linkTo(ada.name, ada.name)}, ${linkTo(ada.name, `ada ${m.toUpperCase()}`)}, @nobody${m} and <code>@${ada.name}</code></p>`,
  )
  expect(await withMentionsNow(`<p>\uFDD2@[Ada ${m}]\uFDD3 \uFDD2@x${m}\uFDD3</p>`)).toBe(`<p>${linkTo(ada.name, `Ada ${m}`)} @x${m}</p>`)
})

test('after a change of name the text says the old name and leads to the person, also when the post is edited later', async () => {
  const m = mark()
  const ada = await aPerson(`Ada ${m}`)
  const by = await aMember()
  const thread = await aThread()
  const reply = await postReply(by, { threadId: thread.id, body: `Thanks, @[Ada ${m}].` })
  await changeProfile(ada.personId, { displayName: `Eva ${m}`, about: '' })
  const link = linkTo(ada.name, `Ada ${m}`)
  expect(await htmlOf(thread.id, 1)).toBe(`<p>Thanks, ${link}.</p>`)
  await edit(by, reply.id, `Thank you, @[Ada ${m}], @[Eva ${m}].`)
  expect(await htmlOf(thread.id, 1)).toBe(`<p>Thank you, ${link}, ${linkTo(ada.name, `Eva ${m}`)}.</p>`)
  expect(await told(reply.id)).toEqual([ada.personId])
  // Another one of that name is somebody else: the earlier post still means the first.
  const other = await aPerson(`Other ${m}`)
  await changeProfile(other.personId, { displayName: `Ada ${m}`, about: '' })
  await edit(by, reply.id, `Thank you again, @[Ada ${m}].`)
  expect(await htmlOf(thread.id, 1)).toContain(link)
  expect(await told(reply.id)).not.toContain(other.personId)
})

test('the same text in another post, from before somebody had the name, stays text', async () => {
  const m = mark()
  const [early, late] = [await aThread({ body: `See @late${m}.` }), await aThread()]
  const person = await aPerson(`late${m}`)
  await postReply(await aMember(), { threadId: late.id, body: `See @late${m}.` })
  expect(await htmlOf(early.id)).toBe(`<p>See @late${m}.</p>`)
  expect(await htmlOf(late.id, 1)).toBe(`<p>See ${linkTo(person.name, `late${m}`)}.</p>`)
})

test('a name that several read is nobody’s unless it is one’s address', async () => {
  const m = mark()
  const [first, second] = [await aPerson(`one${m}`), await aPerson(`two${m}`)]
  for (const { personId } of [first, second]) await changeProfile(personId, { displayName: `Twin ${m}`, about: '' })
  const thread = await aThread({ body: `@[Twin ${m}] @one${m}` })
  expect(await htmlOf(thread.id)).toBe(`<p>@[Twin ${m}] ${linkTo(first.name, `one${m}`)}</p>`)
})

test('a person is told once of a post, however it is edited, and at most ten are', async () => {
  const m = mark()
  const people = []
  for (let i = 0; i < 12; i++) people.push(await aPerson(`p${i}${m}`))
  const all = people.map(({ name }) => `@${name}`)
  const ids = people.map(({ personId }) => personId)
  const by = await aPerson(`by${m}`)
  const thread = await aThread()
  const reply = await postReply(by.viewer, { threadId: thread.id, body: `${all[0]}, ${all[1]} and @${by.name}` })
  expect(await told(reply.id), 'not the author').toEqual(ids.slice(0, 2))
  await edit(by.viewer, reply.id, `Without ${all[1]}`)
  expect(await htmlOf(thread.id, 1), 'the first is no longer mentioned').not.toContain(`p0${m}`)
  await edit(by.viewer, reply.id, `${all[0]} is back, with ${all[2]}`)
  const again = await transaction((tx) => newlyMentioned(tx, by.viewer, { kind: 'reply', id: reply.id }))
  expect(again, 'nobody is left to be told').toEqual([])
  expect(await told(reply.id)).toEqual(ids.slice(0, 3))
  await edit(by.viewer, reply.id, all.join(' '))
  expect(await told(reply.id), 'ten in all').toEqual(ids.slice(0, 10))
  expect(await htmlOf(thread.id, 1), 'the others are mentioned all the same').toContain(`href="/people/p11${m}"`)
})

test('nobody is told of what they may not see, and neither are suspended people, imported authors and those who write', async () => {
  const m = mark()
  const [member, editor, suspended] = [await aPerson(`m${m}`), await aPerson(`e${m}`, 'editor'), await aPerson(`s${m}`)]
  await db().user.update({ where: { personId: suspended.personId }, data: { suspendedAt: new Date() } })
  const imported = await aMember(`i${m}`)
  const writer = await anEditor(`w${m}`)
  const thread = await aThread({ topicId: await aTopic({ visibility: 'editors' }) })
  const body = `@m${m} @e${m} @s${m} @i${m} @w${m}`
  const reply = await postReply(writer, { threadId: thread.id, body })
  expect(await told(reply.id)).toEqual([editor.personId])
  const open = await aThread()
  const second = await postReply(writer, { threadId: open.id, body })
  expect(await told(second.id)).toEqual([member.personId, editor.personId])
  expect(await htmlOf(open.id, 1)).toContain(linkTo(`i${m}`, `i${m}`))
  expect(imported.personId).toBeGreaterThan(0)
  // An editor who mentions the author in the author’s own post tells them otherwise.
  const own = await postReply(member.viewer, { threadId: open.id, body: 'Mine.' })
  await edit(writer, own.id, `Mine, @m${m}.`)
  expect(await told(own.id)).toEqual([])
})

test('a mention is told once: with a reply, with an edit, and never twice of one post', async () => {
  const m = mark()
  const [ada, ben] = [await aPerson(`ada${m}`), await aPerson(`ben${m}`)]
  const by = await aPerson(`by${m}`)
  const thread = await aThread({ by: ada.viewer, body: `See @ben${m}.` })
  const noticesOf = async ({ personId }: { personId: number }) =>
    (await db().notice.findMany({ where: { personId }, orderBy: { createdAt: 'asc' } })).map(({ kind }) => kind)
  expect(await noticesOf(ben)).toEqual(['mention'])
  const reply = await postReply(by.viewer, { threadId: thread.id, body: `@ada${m}, as you say.` })
  expect(await noticesOf(ada), 'of her own thread she is told as its asker').toEqual(['reply_to_me'])
  await edit(by.viewer, reply.id, `@ada${m} and @ben${m}, as you say.`)
  await edit(by.viewer, reply.id, `@ben${m} and @ada${m}, as you both say.`)
  expect(await noticesOf(ada)).toEqual(['reply_to_me'])
  expect(await noticesOf(ben)).toEqual(['mention', 'mention'])
  expect(await noticesOf(by)).toEqual([])
  const watched = await db().watch.findMany({ where: { kind: 'thread', subjectId: thread.id }, select: { personId: true } })
  expect(watched.map(({ personId }) => personId).sort()).toEqual([ada.personId, ben.personId, by.personId].sort())
})

test('of a hidden post nobody is told until it is shown', async () => {
  const m = mark()
  const ada = await aPerson(`ada${m}`)
  const by = await aMember()
  const thread = await aThread()
  const reply = await postReply(by, { threadId: thread.id, body: 'Nobody yet.' })
  await db().reply.update({ where: { id: reply.id }, data: { hiddenAt: new Date() } })
  const post = { kind: 'reply' as const, id: reply.id }
  const names = await mentionsIn(`@ada${m}`)
  const hidden = await transaction(async (tx) => {
    await saveMentions(tx, { ...post, isNew: true }, names)
    return newlyMentioned(tx, by, post)
  })
  expect(hidden).toEqual([])
  await db().reply.update({ where: { id: reply.id }, data: { hiddenAt: null } })
  expect(await transaction((tx) => newlyMentioned(tx, by, post))).toEqual([ada.personId])
})

test('a post without names writes no statement more, and one with many no more than one with few', async () => {
  const m = mark()
  const names = []
  for (let i = 0; i < 4; i++) names.push(`@${(await aPerson(`c${i}${m}`)).name}`)
  const thread = await aThread()
  const by = await aMember()
  const statements = async (body: string) => {
    const seen: string[] = []
    const spy = vi.fn()
    const { id } = await postReply(by, { threadId: thread.id, body })
    await transaction(async (tx) => {
      const counted = new Proxy(tx, {
        get(target, key) {
          const value = Reflect.get(target, key)
          if (key !== '$queryRawUnsafe' && key !== '$executeRawUnsafe') return value
          return (...given: [string]) => {
            seen.push(given[0])
            spy()
            return value.apply(target, given)
          }
        },
      })
      await saveMentions(counted, { kind: 'reply', id, isNew: false }, await mentionsIn(body))
    })
    return seen.length
  }
  const few = await statements(`${names[0]}`)
  expect(await statements(names.join(' '))).toBe(few)
  expect(few).toBeLessThanOrEqual(4)
  const before = await db().mention.count()
  await postReply(by, { threadId: thread.id, body: 'Nobody.' })
  expect(await db().mention.count()).toBe(before)
})

test('openings mention people too, and take the mentions along into another thread', async () => {
  const m = mark()
  const ada = await aPerson(`ada${m}`)
  const by = await aMember()
  const [from, into] = [await aThread({ by, body: 'First.' }), await aThread()]
  await editThread(by, { threadId: from.id, basedOn: 1, title: 'Edited', body: `Ask @ada${m}.`, tags: [] })
  expect(await htmlOf(from.id)).toContain(linkTo(ada.name, `ada${m}`))
  await mergeThreads(await anEditor(), [from.id], into.id)
  expect(await htmlOf(into.id, 1)).toContain(linkTo(ada.name, `ada${m}`))
  expect(await db().mention.count({ where: { threadId: from.id } })).toBe(0)
})

test('of deleted people the name is left as text, and a withdrawn post mentions nobody', async () => {
  const m = mark()
  const [gone, ada] = [await aPerson(`gone${m}`), await aPerson(`ada${m}`)]
  const by = await aMember()
  const thread = await aThread()
  const reply = await postReply(by, { threadId: thread.id, body: `@gone${m} and @ada${m}` })
  await erasePerson(gone.viewer, gone.personId, { withdraw: false })
  expect(await htmlOf(thread.id, 1)).toBe(`<p>@gone${m} and ${linkTo(ada.name, `ada${m}`)}</p>`)
  expect(await db().mention.count({ where: { personId: gone.personId } })).toBe(0)
  await transaction((tx) => withdrawReply(tx, reply.id, new Date()))
  expect(await db().mention.count({ where: { replyId: reply.id } })).toBe(0)
})

test('an account that takes an author over takes the mentions of both along', async () => {
  const m = mark()
  const account = await aPerson(`new${m}`)
  const author = await aMember(`old${m}`)
  const thread = await aThread()
  const by = await aMember()
  await postReply(by, { threadId: thread.id, body: `@new${m} and @old${m}` })
  await postReply(by, { threadId: thread.id, body: `@new${m} alone` })
  const { id: userId } = await db().user.findUniqueOrThrow({ where: { personId: account.personId } })
  await transaction((tx) => mergePersonInto(tx, account.viewer, author.personId, userId))
  const link = (says: string) => linkTo(`old${m}`, says)
  expect(await htmlOf(thread.id, 1)).toBe(`<p>${link(`new${m}`)} and ${link(`old${m}`)}</p>`)
  expect(await htmlOf(thread.id, 2)).toBe(`<p>${link(`new${m}`)} alone</p>`)
})

test('a page without mentions asks for none, and one with any number of them asks once', async () => {
  const m = mark()
  await aPerson(`ada${m}`)
  const thread = await aThread()
  const by = await aMember()
  for (const body of ['Nobody.', `@ada${m}`, `@ada${m} and @ada${m}`]) await postReply(by, { threadId: thread.id, body })
  const { pool } = await import('../../platform/db/client')
  const spy = vi.spyOn(pool(), 'query')
  await readThread(visitor, thread.id)
  const asked = () => spy.mock.calls.filter(([statement]) => (statement as unknown as { name?: string }).name === 'mentions').length
  expect(asked()).toBe(1)
  const plain = await aThread()
  await readThread(visitor, plain.id)
  expect(asked()).toBe(1)
  spy.mockRestore()
})

test('hiding a post and showing it again tells nobody again', async () => {
  const m = mark()
  const ada = await aPerson(`ada${m}`)
  const by = await aMember()
  const editor = await anEditor()
  const thread = await aThread()
  const reply = await postReply(by, { threadId: thread.id, body: `@ada${m}` })
  await hideReply(editor, reply.id, 'Off topic.')
  expect(await transaction((tx) => newlyMentioned(tx, editor, { kind: 'reply', id: reply.id }))).toEqual([])
  expect(await told(reply.id)).toEqual([ada.personId])
})
