import { beforeEach, expect, test } from 'vitest'
import { aReader, aTopic } from '../../../test/factories'
import { publishRevision, startAnswer } from '../../answers'
import { postReply, startThread } from '../../community/threads'
import { hideThread, moveThread } from '../../curation/moderation'
import { type Viewer, viewerOf } from '../../identity/viewer'
import { db, pool } from '../../platform/db'
import { continueFanOut } from '../delivery'
import { countUnread, groupNotices, markThreadRead, readNotices } from '../inbox'
import { setWatch } from '../watching'
import { changeSavedSearch, continueSavedSearches, listSavedSearches } from '.'

beforeEach(() => pool().query('truncate notice, event, saved_search'))

const save = (person: Viewer, query: string) => changeSavedSearch(person, new URLSearchParams(query), 'save')

/** An hour passes: what happened before it is told. Returns what the person was told, the latest first. */
async function anHourLater(person: Viewer) {
  while (await continueFanOut());
  await pool().query(`update event set created_at = created_at - interval '1 hour'`)
  await pool().query(`update saved_search set checked_at = checked_at - interval '1 hour', due_at = due_at - interval '61 minutes'`)
  while (await continueSavedSearches());
  return (await readNotices(person, {})).rows
}
const titles = async (person: Viewer) => (await anHourLater(person)).map(({ threadTitle, answerTitle }) => answerTitle ?? threadTitle)

async function ask(by: Viewer, title: string, options: { body?: string; topicId?: number; tags?: string[] } = {}) {
  return startThread(by, { title, body: options.body ?? 'Some words.', topicId: options.topicId ?? (await aTopic()), tags: options.tags })
}

test('new threads, replies and answers that a saved search finds are told once, each by its very post', async () => {
  const [me, other, editor] = [await aReader(), await aReader(), await aReader('editor')]
  const topicId = await aTopic()
  const old = await ask(other, 'Something about a valve', { topicId })
  await ask(other, 'The walrus of before', { topicId })
  await pool().query(`update event set created_at = created_at - interval '1 minute'`)
  await save(me, 'q=walrus')
  await ask(other, 'A walrus in the kitchen', { topicId })
  await ask(other, 'A seal in the kitchen', { topicId })
  await postReply(other, { threadId: old.id, body: 'It may be a walrus.' })
  const { id: answerId } = await startAnswer(editor, { topicId, title: 'Walruses indoors', body: 'x' })
  const text = { title: 'Walruses indoors', summary: 'In short.', body: 'Open the door for the walrus.', appliesTo: [], note: 'First.' }
  await publishRevision(editor, { answerId, basedOn: 0, ...text, significance: 'major' })
  const rows = await anHourLater(me)
  expect(rows.map(({ kind, threadTitle, answerTitle, replyNumber }) => [kind, answerTitle ?? threadTitle, replyNumber])).toEqual([
    ['search_found', 'Walruses indoors', null],
    ['search_found', 'Something about a valve', 1],
    ['search_found', 'A walrus in the kitchen', null],
  ])
  expect(groupNotices(rows)).toMatchObject([{ title: 'walrus', href: '/search?q=walrus', isSearch: true }])
  expect(await anHourLater(me), 'once').toHaveLength(3)
  await markThreadRead(me.personId, old.id)
  expect(await countUnread(me)).toBe(2)
})

test('a post must have all of a few words, most of many, its phrases, what narrows the search, and nothing that is left out', async () => {
  const [me, other] = [await aReader(), await aReader()]
  const topicId = await aTopic()
  const { slug } = await db().topic.findUniqueOrThrow({ where: { id: topicId } })
  const begin = (title: string, tags?: string[]) => ask(other, title, { topicId, tags })
  const told = async (query: string, ...asked: string[]) => {
    const person = await aReader()
    await save(person, query)
    for (const title of asked) await begin(title, ['kitchenware'])
    return (await titles(person)).reverse()
  }
  expect(await told('q=copper+kettle', 'A copper kettle', 'A copper pot', 'A kettle of iron')).toEqual(['A copper kettle'])
  expect(await told('q="copper+kettle"', 'A kettle that is copper', 'My copper kettle')).toEqual(['My copper kettle'])
  expect(await told('q=kettle+-whistle&minus=excluded', 'A kettle with a whistle', 'A quiet kettle')).toEqual(['A quiet kettle'])
  expect(await told(`q=kettle+topic:${slug}`, 'A kettle here')).toEqual(['A kettle here'])
  expect(await told('q=kettle&tag=kitchenware&kind=thread&is=unanswered', 'A tagged kettle')).toEqual(['A tagged kettle'])
  expect(await told('q=kettle&kind=answer', 'A kettle again')).toEqual([])
  expect(await told('q=kettle+topic:nowhere-at-all', 'A kettle once more')).toEqual([])
  const many = 'q=descale+copper+kettle+vinegar+overnight'
  expect(await told(many, 'Descale a copper kettle with vinegar', 'A copper kettle of vinegar')).toEqual([
    'Descale a copper kettle with vinegar',
  ])
  expect(await countUnread(me)).toBe(0)
})

test('nobody is told of their own posts, of what they were told already, muted, or may not see; nor twice by two searches', async () => {
  const [me, other, editor] = [await aReader(), await aReader(), await aReader('editor')]
  const [open, inside, muted] = [await aTopic(), await aTopic({ visibility: 'editors' }), await aTopic()]
  await save(me, 'q=pelican')
  await save(me, 'q=pelican+nest')
  await save(editor, 'q=pelican')
  await setWatch(me, 'topic', muted, 'muted')
  await ask(me, 'My own pelican nest', { topicId: open })
  await ask(editor, 'A pelican nest that editors see', { topicId: inside })
  await ask(other, 'A pelican nest that is muted', { topicId: muted })
  const mine = await ask(me, 'What nests here?', { topicId: open })
  await postReply(other, { threadId: mine.id, body: 'A pelican.' })
  const hidden = await ask(other, 'A pelican nest that is hidden', { topicId: open })
  await hideThread(editor, hidden.id, 'Spam.')
  const moved = await ask(other, 'A pelican nest that moves', { topicId: open })
  await ask(other, 'A pelican nest for all', { topicId: open })
  const rows = await anHourLater(me)
  expect(rows.map(({ kind, threadTitle }) => `${kind}: ${threadTitle}`)).toEqual([
    'search_found: A pelican nest for all',
    'search_found: A pelican nest that moves',
    'reply_to_me: What nests here?',
  ])
  await moveThread(editor, moved.id, inside)
  expect((await readNotices(me, {})).rows.map(({ threadTitle }) => threadTitle)).toEqual(['A pelican nest for all', 'What nests here?'])
  expect(await countUnread(me)).toBe(2)
  const former = viewerOf(editor.personId, 'member')
  const seen = async (viewer: Viewer) => JSON.stringify((await readNotices(viewer, {})).rows)
  expect(await seen({ ...editor, audience: 'editor' })).not.toContain('A pelican nest that editors see')
  expect(await seen(former)).not.toContain('that moves')
})

test('imports, the sample and what the program does are not told', async () => {
  const [me, other] = [await aReader(), await aReader()]
  await save(me, 'q=ocelot')
  await ask({ ...other, quiet: true }, 'A sample ocelot')
  expect(await anHourLater(me)).toEqual([])
})

test('a search that is paused tells nothing; when it goes on, nothing that came meanwhile; removed, its notices are gone', async () => {
  const [me, other] = [await aReader(), await aReader()]
  const query = new URLSearchParams('q=tapir&sort=views&page=3')
  await changeSavedSearch(me, query, 'save')
  await changeSavedSearch(me, query, 'save')
  expect(await listSavedSearches(me)).toMatchObject([{ query: 'q=tapir', paused: false }])
  await changeSavedSearch(me, query, 'pause')
  await ask(other, 'A tapir while it is paused')
  expect(await titles(me)).toEqual([])
  await changeSavedSearch(me, query, 'save')
  await ask(other, 'A tapir later')
  expect(await titles(me)).toEqual(['A tapir later'])
  await changeSavedSearch(me, query, 'remove')
  expect(await listSavedSearches(me)).toEqual([])
  expect((await readNotices(me, {})).rows).toEqual([])
})

test('a person saves so many searches, each for themselves; one that asks for nothing is refused', async () => {
  const [me, other] = [await aReader(), await aReader()]
  await Promise.all(Array.from({ length: 20 }, (_, i) => save(me, `q=word${i}`)))
  await expect(save(me, 'q=one+more')).rejects.toMatchObject({ code: 'conflict' })
  await save(me, 'q=word3')
  await save(other, 'q=word3')
  await changeSavedSearch(other, new URLSearchParams('q=word4'), 'remove')
  expect(await listSavedSearches(me)).toHaveLength(20)
  await expect(save(me, 'q=+&tag=x')).rejects.toMatchObject({ code: 'invalid' })
  await expect(save({ audience: 'visitor', personId: null }, 'q=x')).rejects.toMatchObject({ code: 'forbidden' })
})

test('a search that fails waits, and holds up no other; several workers check each once', async () => {
  const [first, second, other] = [await aReader(), await aReader(), await aReader()]
  await save(first, 'q=badger')
  await save(second, 'q=badger')
  await ask(other, 'A badger')
  while (await continueFanOut());
  await pool().query(`update event set created_at = created_at - interval '1 hour'`)
  await pool().query(
    `update saved_search set checked_at = checked_at - interval '1 hour', due_at = now() - person_id * interval '1 second'`,
  )
  await pool().query(`alter table notice add constraint faulty check (person_id <> ${second.personId}) not valid`)
  await expect(continueSavedSearches()).rejects.toThrow()
  await Promise.all([1, 2, 3].map(() => continueSavedSearches()))
  await pool().query('alter table notice drop constraint faulty')
  expect((await readNotices(first, {})).rows).toHaveLength(1)
  expect((await readNotices(second, {})).rows).toEqual([])
  await pool().query(`update saved_search set due_at = now() where person_id = ${second.personId}`)
  await Promise.all([1, 2, 3].map(() => continueSavedSearches()))
  expect((await readNotices(second, {})).rows).toHaveLength(1)
})
