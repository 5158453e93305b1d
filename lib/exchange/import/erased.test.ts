import { expect, test } from 'vitest'
import { countWords } from '../../../test/factories'
import { aSourceReply, aSourceThread, importedId, importRecords } from '../../../test/source-records'
import { readThread } from '../../community/threads/read-thread'
import { system, visitor } from '../../identity/viewer/viewer'
import { recount } from '../../maintenance/recount'
import { db } from '../../platform/db/client'
import { search, searchEngine } from '../../search'
import { erasePerson, finishErasure } from '../own-data'
import type { SourcePerson, SourceRecord, SourceReply, SourceThread } from './source'

const ada: SourcePerson = { externalId: 'name Ada Lovelorn', name: 'Ada Lovelorn', displayName: 'Ada Lovelorn' }
const bob: SourcePerson = { externalId: '2', name: 'bob', displayName: 'Bob' }

const reply = (externalId: string, author: SourcePerson, body: string, more: Partial<SourceReply> = {}): SourceReply =>
  aSourceReply(externalId, { author, body, ...more })
const thread = (externalId: string, author: SourcePerson, title: string, replies: SourceReply[] = []): SourceThread =>
  aSourceThread({ externalId: '1', name: 'A topic' }, { externalId, author, title, body: `${title}, at length.`, replies, complete: false })
const importing = (source: string, ...records: SourceRecord[]) =>
  importRecords(source, ...records, { kind: 'address', personId: ada.externalId, email: 'ada@example.org' })
const drift = async () => (await recount(false)).filter(({ rows }) => rows > 0)

test('who was deleted and left their posts stays a former member through later imports, and no address leads to them', async () => {
  await importing('kept', thread('t', ada, 'A question'))
  const id = await importedId('kept', 'person', ada.externalId)
  await erasePerson(system, id, { withdraw: false })
  await finishErasure(id)
  await importing('kept', thread('t', ada, 'A question, edited there'), thread('t2', ada, 'A second one'))
  const second = await readThread(visitor, await importedId('kept', 'thread', 't2'))
  expect(second?.author).toMatchObject({ name: `former-member-${id}`, displayName: 'Former member' })
  const { createdAt, erasedAt } = await db().person.findUniqueOrThrow({ where: { id } })
  expect(createdAt, 'the date of the first post does not come back').toEqual(erasedAt)
  expect((await readThread(visitor, await importedId('kept', 'thread', 't')))?.title).toBe('A question, edited there')
  expect(await db().person.count({ where: { displayName: { contains: 'Lovelorn' } } })).toBe(0)
  expect(await db().importedRecord.count({ where: { externalId: { contains: 'Lovelorn' } } })).toBe(0)
  expect(await db().importedAddress.count({ where: { personId: id } })).toBe(0)
})

test('withdrawn texts stay blank although the source says something else, and new ones are not brought', async () => {
  const before = [
    thread('mine', ada, 'Flooble question', [reply('r1', bob, 'By Bob.')]),
    thread('his', bob, 'By Bob', [
      reply('r2', ada, 'Flooble answer'),
      reply('r3', bob, 'Thanks.', { answers: 'r2' }),
      reply('r4', ada, 'Flooble alone'),
    ]),
  ]
  await importing('gone', ...before)
  const id = await importedId('gone', 'person', ada.externalId)
  await erasePerson(system, id, { withdraw: true })
  await finishErasure(id)
  await importing(
    'gone',
    thread('mine', ada, 'Flooble question, edited', [reply('r1', bob, 'By Bob, edited.')]),
    thread('his', bob, 'By Bob', [
      reply('r2', ada, 'Flooble answer, edited', { accepted: true, boosts: 3 }),
      reply('r3', bob, 'Thanks.', { answers: 'r2' }),
      reply('r4', ada, 'Flooble alone, edited'),
      reply('r5', ada, 'Flooble anew'),
      reply('r6', ada, 'Flooble anew, answered'),
      reply('r7', bob, 'Indeed.', { answers: 'r6' }),
    ]),
    thread('new', ada, 'Flooble, a new question'),
    thread('new2', ada, 'Flooble, answered', [reply('r8', bob, 'By Bob again.'), reply('r9', ada, 'Flooble too')]),
  )
  const texts = JSON.stringify([await db().thread.findMany(), await db().reply.findMany()])
  expect(texts).not.toContain('Flooble')
  const his = await readThread(visitor, await importedId('gone', 'thread', 'his'))
  expect(his?.replies.map(({ withdrawn, html, acceptedAt }) => [withdrawn, withdrawn ? '' : html, acceptedAt])).toEqual([
    [true, '', null],
    [false, '<p>Thanks.</p>', null],
    [true, '', null],
    [false, '<p>Indeed.</p>', null],
  ])
  expect(await readThread(visitor, await importedId('gone', 'thread', 'mine'))).toMatchObject({
    withdrawn: true,
    replies: [{ html: '<p>By Bob, edited.</p>' }],
  })
  const answered = await readThread(visitor, await importedId('gone', 'thread', 'new2'))
  expect(answered).toMatchObject({
    title: 'Withdrawn by its author',
    withdrawn: true,
    replyCount: 1,
    author: { displayName: 'Former member' },
  })
  expect(await db().importedRecord.count({ where: { kind: 'thread', externalId: 'new' } })).toBe(0)
  await countWords()
  expect((await search(searchEngine(), visitor, { text: 'flooble' })).total).toBe(0)
  expect(await drift()).toEqual([])
})

test('a name that a deleted person had is not given to an author of another import', async () => {
  const carl = { externalId: '9', name: 'carl', displayName: 'Carl' }
  await importing('one', thread('t', carl, 'By Carl'))
  await erasePerson(system, await importedId('one', 'person', '9'), { withdraw: false })
  await importing('two', thread('t', { ...carl, externalId: '10' }, 'By another Carl'))
  const other = await db().person.findUniqueOrThrow({ where: { id: await importedId('two', 'person', '10') } })
  expect(other.name).toBe('carl-2')
})
