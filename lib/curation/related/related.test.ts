import { beforeAll, expect, test } from 'vitest'
import { eventuallyTrue } from '../../../test/eventually'
import { aMember, anEditor, aThread, aTopic, countWords } from '../../../test/factories'
import { archiveAnswer, coverThread, publishRevision, startAnswer } from '../../answers'
import { editReply, postReply } from '../../community/threads'
import { type Viewer, visitor } from '../../identity/viewer/viewer'
import { db, pool } from '../../platform/db/client'
import { env } from '../../platform/env/env'
import { markDuplicates } from '../duplicates/mark-duplicates'
import { mergeThreads } from '../duplicates/merge-threads'
import { hideThread } from '../moderation/hide'
import { chooseRelated, readRelatedChoices, subjectAt } from './choose-related'
import { readRelated } from './read-related'
import { reasonFor, wordsOf } from './reason'
import { continueRelated, readRelatedProgress, wantRelated } from './rebuild-related'
import { refreshRelated } from './refresh-related'
import { linkedThreads } from './written-links'

let editor: Viewer & { personId: number }
const thread = (id: number) => ({ kind: 'thread' as const, id })
const related = async (id: number) => (await readRelated(visitor, 'thread', id)).map((link) => [link.title, link.reason.kind])

async function anAnswer(title: string): Promise<{ id: number; slug: string }> {
  const answer = await startAnswer(editor, { topicId: await aTopic(), title, body: 'Words of its own.' })
  const words = { title, summary: '', body: 'Words of its own.', appliesTo: [], note: 'x', significance: 'major' as const }
  await publishRevision(editor, { answerId: answer.id, basedOn: 0, ...words })
  return answer
}

beforeAll(async () => {
  editor = await anEditor()
})

test('a pin stands first, a ban goes, and both can be taken back', async () => {
  const source = await aThread({ title: 'Gearbox rattles', body: 'The gearbox rattles when cold.' })
  const alike = await aThread({ title: 'Gearbox noise', body: 'A gearbox that rattles.' })
  const other = await aThread({ title: 'Something else', body: 'Not about that.' })
  await countWords()
  await refreshRelated('thread', source.id)
  expect((await related(source.id)).map(([title]) => title)).toContain('Gearbox noise')
  await chooseRelated(editor, thread(source.id), thread(other.id), 'pinned')
  await chooseRelated(editor, thread(source.id), thread(alike.id), 'banned')
  expect((await related(source.id))[0]).toEqual(['Something else', 'pinned'])
  expect((await related(source.id)).map(([title]) => title)).not.toContain('Gearbox noise')
  expect(await readRelatedChoices(editor, thread(source.id))).toMatchObject({
    choices: [
      { title: 'Something else', choice: 'pinned' },
      { title: 'Gearbox noise', choice: 'banned' },
    ],
  })
  for (const { id } of [other, alike]) await chooseRelated(editor, thread(source.id), thread(id), null)
  expect((await related(source.id)).map(([title]) => title)).toContain('Gearbox noise')
  expect((await related(source.id)).map(([, kind]) => kind)).not.toContain('pinned')
})

test('an answer never leads to itself, also where it has succeeded one that was pinned to it', async () => {
  const [old, heir] = [await anAnswer('Bobbins before'), await anAnswer('Bobbins now')]
  await chooseRelated(editor, { kind: 'answer', id: heir.id }, { kind: 'answer', id: old.id }, 'pinned')
  const links = () =>
    db().relatedLink.findMany({ where: { fromKind: 'answer', fromId: heir.id, toKind: 'answer' }, select: { toId: true } })
  await refreshRelated('answer', heir.id)
  expect(await links()).toContainEqual({ toId: old.id })
  await archiveAnswer(editor, old.id, heir.id)
  await refreshRelated('answer', heir.id)
  expect(await links()).not.toContainEqual({ toId: heir.id })
})

test('only editors choose, among what is there', async () => {
  const [a, b] = [await aThread(), await aThread()]
  await expect(chooseRelated(await aMember(), thread(a.id), thread(b.id), 'pinned')).rejects.toMatchObject({ code: 'forbidden' })
  await expect(chooseRelated(editor, thread(a.id), thread(a.id), 'pinned')).rejects.toMatchObject({ code: 'invalid' })
  await hideThread(editor, b.id, 'test')
  await expect(chooseRelated(editor, thread(a.id), thread(b.id), 'pinned')).rejects.toMatchObject({ code: 'not_found' })
  await expect(subjectAt(`https://elsewhere.example/threads/${a.id}`)).rejects.toMatchObject({ code: 'invalid', field: 'address' })
  await expect(subjectAt('https://elsewhere/about')).rejects.toMatchObject({ code: 'invalid', field: 'address' })
  await expect(subjectAt(`${env().siteUrl}/threads/${a.id}/x?page=2`)).resolves.toEqual(thread(a.id))
})

test('an answer that was archived is followed to its successor', async () => {
  const source = await aThread()
  const [old, middle, latest] = [await anAnswer('Old'), await anAnswer('Middle'), await anAnswer('Latest')]
  await chooseRelated(editor, thread(source.id), { kind: 'answer', id: old.id }, 'pinned')
  await archiveAnswer(editor, old.id, middle.id)
  await archiveAnswer(editor, middle.id, latest.id)
  expect(await related(source.id)).toContainEqual(['Latest', 'pinned'])
  await refreshRelated('thread', source.id)
  expect(await related(source.id)).toContainEqual(['Latest', 'pinned'])
})

test('what people tied together is related, with that as its reason', async () => {
  const [a, b, c] = [await aThread({ title: 'Alpha' }), await aThread({ title: 'Beta' }), await aThread({ title: 'Gamma' })]
  await markDuplicates(editor, [b.id], a.id)
  await db().openedTogether.create({ data: { lowId: Math.min(a.id, c.id), highId: Math.max(a.id, c.id), count: 5 } })
  await refreshRelated('thread', a.id)
  expect(await related(a.id)).toEqual(
    expect.arrayContaining([
      ['Beta', 'duplicate'],
      ['Gamma', 'together'],
    ]),
  )
})

test('what links to a thread in its posts is related in both directions, as long as it does', async () => {
  const [a, b, gone] = [await aThread({ title: 'Linked from' }), await aThread({ title: 'Linked to' }), await aThread({ title: 'Merged' })]
  const member = await aMember()
  const reply = await postReply(member, { threadId: a.id, body: `See [there](/threads/${gone.id}/merged#reply-1).` })
  await mergeThreads(editor, [gone.id], b.id)
  await refreshRelated('thread', a.id)
  await refreshRelated('thread', b.id)
  expect(await related(a.id)).toContainEqual(['Linked to', 'linked'])
  expect(await related(b.id)).toContainEqual(['Linked from', 'linked'])
  await editReply(member, { replyId: reply.id, basedOn: 1, body: 'See nothing.' })
  await refreshRelated('thread', a.id)
  expect(await db().threadLink.count({ where: { fromId: a.id } })).toBe(0)
  expect(await related(a.id)).not.toContainEqual(['Linked to', 'linked'])
})

test('links are read from Markdown and from addresses of this site alone', () => {
  const text = [
    'a [link](/threads/1), [another](</threads/2/slug?x#reply-3>), <https://forum.example/threads/3>, https://forum.example/threads/4.',
    'not /threads/5, not https://other.example/threads/6, not [x](/threads/7a), not https://forum.example/threads/12345678901.',
    '[ref]: /threads/8',
  ]
  expect(linkedThreads(text.join('\n'), 'https://forum.example')).toEqual([1, 2, 3, 4, 8])
})

test('a ban that comes while a list is worked out is kept', async () => {
  const source = await aThread({ title: 'Turbine whistles', body: 'The turbine whistles at full load.' })
  const alike = await aThread({ title: 'Turbine whistle', body: 'A turbine that whistles.' })
  await countWords()
  for (let i = 0; i < 5; i++) {
    await Promise.all([refreshRelated('thread', source.id), chooseRelated(editor, thread(source.id), thread(alike.id), 'banned')])
    expect((await related(source.id)).map(([title]) => title)).not.toContain('Turbine whistle')
    await chooseRelated(editor, thread(source.id), thread(alike.id), null)
    expect((await related(source.id)).map(([title]) => title)).toContain('Turbine whistle')
  }
})

test('a pin to what is not there any more is still listed to be taken back', async () => {
  const source = await aThread()
  const old = await anAnswer('Archived alone')
  await chooseRelated(editor, thread(source.id), { kind: 'answer', id: old.id }, 'pinned')
  await archiveAnswer(editor, old.id)
  expect(await readRelatedChoices(editor, thread(source.id))).toMatchObject({ choices: [{ title: 'Archived alone', leads: false }] })
  await chooseRelated(editor, thread(source.id), { kind: 'answer', id: old.id }, null)
  expect(await readRelatedChoices(editor, thread(source.id))).toMatchObject({ choices: [] })
})

test('a list that stays as it was still has those around it follow', async () => {
  const older = await aThread({ title: 'Sprocket squeals', body: 'The sprocket squeals when it turns.' })
  await refreshRelated('thread', older.id)
  const newer = await aThread({ title: 'Sprocket squeal', body: 'A sprocket that squeals when it turns.' })
  await countWords()
  await refreshRelated('thread', newer.id)
  await pool().query('delete from pgboss.job')
  await refreshRelated('thread', newer.id, true)
  const { rows } = await pool().query(`select data->>'id' as id from pgboss.job where name = 'related.refresh'`)
  expect(rows.map(({ id }) => Number(id))).toContain(older.id)
})

test('an answer that a reader may not see is no reason', async () => {
  const [a, b] = [await aThread({ title: 'Quagga one' }), await aThread({ title: 'Quokka two' })]
  const answer = await anAnswer('For editors')
  await db().answer.update({ where: { id: answer.id }, data: { topicId: await aTopic({ visibility: 'editors' }) } })
  for (const { id } of [a, b]) await coverThread(editor, { threadId: id, answerId: answer.id })
  await refreshRelated('thread', a.id)
  expect(await related(a.id)).not.toContainEqual(['Quokka two', 'same-answer'])
})

test('working out every list is stopped and goes on where it was', async () => {
  for (let i = 0; i < 20; i++) await aThread({ title: `Of many, ${i}` })
  await wantRelated(true)
  const first = await continueRelated()
  expect(first).toMatchObject({ running: true, done: 20 })
  await wantRelated()
  expect(await readRelatedProgress()).toMatchObject({ done: 20 })
  while ((await continueRelated())?.running);
  const { done, total, running } = await readRelatedProgress()
  expect({ done, running }).toEqual({ done: total, running: false })
  expect(done).toBe(
    (
      await pool().query(
        'select (select count(*) from thread where hidden_at is null) + (select count(*) from answer where status = $1) as n',
        ['published'],
      )
    ).rows[0].n * 1,
  )
})

test('who wants every list afresh while they are worked out gets every list', async () => {
  for (let i = 0; i < 10; i++) await aThread({ title: `Afresh, ${i}` })
  await wantRelated(true)
  // Held up at the note of its first list until they are wanted again, which waits behind it.
  const holder = await pool().connect()
  await holder.query('begin')
  await holder.query('select 1 from related_rebuild for update')
  const waiting = async () => {
    const { rows } = await pool().query(
      `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ilike '%related_rebuild%'`,
    )
    return rows[0].n
  }
  const running = continueRelated()
  await eventuallyTrue(async () => (await waiting()) === 1)
  const wanted = wantRelated(true)
  await eventuallyTrue(async () => (await waiting()) === 2)
  await holder.query('commit')
  holder.release()
  await wanted
  expect(await running).toMatchObject({ done: 0, running: true })
  while ((await continueRelated())?.running);
  const { done, total } = await readRelatedProgress()
  const { rows } = await pool().query(`select count(*)::int as threads from thread where hidden_at is null`)
  expect(done).toBe(total)
  expect(done).toBeGreaterThanOrEqual(rows[0].threads)
})

test('the answer that covers a thread is not listed again, nor is one that it took the place of', async () => {
  const source = await aThread({ title: 'Flywheel wobbles at speed', body: 'The flywheel wobbles.' })
  const [before, answer] = [await anAnswer('Flywheel wobbles: an old answer'), await anAnswer('Flywheel wobbles: balance it')]
  await countWords()
  await refreshRelated('thread', source.id)
  expect((await related(source.id)).map(([title]) => title)).toEqual(
    expect.arrayContaining(['Flywheel wobbles: an old answer', 'Flywheel wobbles: balance it']),
  )
  await coverThread(editor, { threadId: source.id, answerId: answer.id })
  await archiveAnswer(editor, before.id, answer.id)
  // The list is not worked out again yet.
  expect((await related(source.id)).map(([title]) => title)).not.toContain('Flywheel wobbles: balance it')
})

test('the words that two threads are said to share are rare ones', async () => {
  const source = await aThread({
    title: 'Sprocket renewed without grease',
    body: 'It was renewed, and without grease it squeaks within one hour.',
  })
  for (let i = 0; i < 9; i++) await aThread({ title: `Renewed ${i}`, body: 'Renewed without much ado, within the hour.' })
  await aThread({ title: 'A sprocket that squeaks', body: 'Renewed without grease, within one hour.' })
  await countWords()
  await refreshRelated('thread', source.id)
  const links = await readRelated(visitor, 'thread', source.id)
  const terms = links.flatMap(({ reason }) => ('terms' in reason ? reason.terms : [])).map((term) => term.toLowerCase())
  expect(terms).toContain('sprocket')
  for (const common of ['without', 'within', 'one', 'renewed']) expect(terms, common).not.toContain(common)
})

test('reasons are words, and never empty ones', () => {
  expect(wordsOf(reasonFor(['socket', '-65570'], 0.9))).toMatchObject({ text: 'same error', terms: ['-65570'] })
  expect(wordsOf(reasonFor(['socket'], 0.9), 'How it begins')).toMatchObject({
    text: 'asks the same in other words:',
    passage: 'How it begins',
  })
  expect(wordsOf(reasonFor(['socket'], 0.2))).toMatchObject({ text: 'shares', terms: ['socket'] })
  expect(wordsOf({ kind: 'shares', terms: [] }).text).toBe('about the same')
})
