import { expect, test } from 'vitest'
import { anExport, aPost, aTopicFile } from '../../../test/exports'
import { anEditor, aThread, countWords } from '../../../test/factories'
import { aSourceReply, aSourceThread, aStream } from '../../../test/source-records'
import { editThread } from '../../community/threads'
import { readThread } from '../../community/threads/read-thread'
import { readHidden } from '../../curation/desk/read-hidden'
import { mergeThreads } from '../../curation/duplicates/merge-threads'
import { restoreThread } from '../../curation/moderation/hide'
import { visitor } from '../../identity/viewer/viewer'
import { recount } from '../../maintenance/recount'
import { db } from '../../platform/db/client'
import { search, searchEngine } from '../../search'
import { sitemapAddresses } from '../feeds/sitemap'
import { importRecords } from './import-records'
import { recheckRecords } from './recheck'
import { runImport } from './run'
import type { SourceRecord, SourceThread } from './source'

const thread = (externalId: string, more: Partial<SourceThread> = {}): SourceThread =>
  aSourceThread(
    { externalId: '1', name: 'Cuscuses' },
    {
      externalId,
      title: `The cuscus ${externalId}`,
      body: 'Who has seen it?',
      author: null,
      replies: ['1', '2'].map((n) => aSourceReply(`${externalId}-${n}`, { body: `The quoll reply ${externalId}-${n}.`, author: null })),
      complete: false,
      ...more,
    },
  )
const withheld = (subject: 'thread' | 'reply', externalId: string, reason: string): SourceRecord => ({
  kind: 'withheld',
  subject,
  externalId,
  reason,
  file: 'a.json',
  position: 'topic',
})
const idOf = async (externalId: string) => (await db().importedRecord.findFirstOrThrow({ where: { kind: 'thread', externalId } })).localId

test('what should not have come is hidden with its reason, and nothing else changes', async () => {
  await importRecords(aStream(thread('private'), thread('open')), 'leaky')
  const [hiddenId, openId] = [await idOf('private'), await idOf('open')]
  const editor = await anEditor()
  await editThread(editor, { threadId: hiddenId, basedOn: 1, title: 'The cuscus, edited here', body: 'Edited.', tags: [] })
  const records = () =>
    aStream(
      withheld('thread', 'private', 'It is a private message.'),
      withheld('reply', 'open-1', 'Its author has deleted it.'),
      withheld('thread', 'never came', 'It is a private message.'),
      thread('open', { title: 'A title that is not taken over', closed: true }),
    )
  const hidden = [
    { subject: 'thread', externalId: 'private', message: 'It is a private message.' },
    { subject: 'reply', externalId: 'open-1', message: 'Its author has deleted it.' },
  ]
  expect(await recheckRecords(records(), 'leaky', true)).toMatchObject({ nowHidden: hidden, kept: [] })
  expect(await readThread(visitor, hiddenId), 'a dry run hides nothing').not.toBeNull()
  expect(await recheckRecords(records(), 'leaky')).toMatchObject({ nowHidden: hidden, kept: [] })
  expect(await readThread(visitor, hiddenId)).toBeNull()
  expect(await readThread(visitor, openId)).toMatchObject({ title: 'The cuscus open', state: 'open', replyCount: 1 })
  await countWords()
  expect((await search(searchEngine(), visitor, { text: 'cuscus' })).hits.map(({ id }) => id)).toEqual([openId])
  expect((await sitemapAddresses(1)).map(({ address }) => address).filter((address) => address.includes(`/threads/${hiddenId}/`))).toEqual(
    [],
  )
  const listed = (await readHidden(editor, null)).rows.map(({ reason, who }) => [reason, who])
  expect(listed).toEqual([
    ['Its author has deleted it.', 'The program'],
    ['It is a private message.', 'The program'],
  ])
  expect(await recheckRecords(records(), 'leaky')).toMatchObject({ nowHidden: [], kept: [] })
  expect((await recount(false)).filter(({ rows }) => rows > 0)).toEqual([])
})

test('what an editor brings back after that stays, and is listed', async () => {
  await restoreThread(await anEditor(), await idOf('private'), 'Its author agreed.')
  const kept = [{ subject: 'thread', externalId: 'private', message: 'it was restored here and stays visible' }]
  const record = withheld('thread', 'private', 'It is a private message.')
  expect(await recheckRecords(aStream(record), 'leaky', true)).toMatchObject({ nowHidden: [], kept })
  expect(await recheckRecords(aStream(record), 'leaky')).toMatchObject({ nowHidden: [], kept })
})

test('what was merged into another thread here is listed with that thread, for an editor to look at', async () => {
  await importRecords(aStream(thread('merged')), 'merging')
  const into = await aThread()
  await mergeThreads(await anEditor(), [await idOf('merged')], into.id)
  for (const dryRun of [true, false])
    expect(await recheckRecords(aStream(withheld('thread', 'merged', 'It was deleted.')), 'merging', dryRun)).toMatchObject({
      nowHidden: [],
      kept: [{ subject: 'thread', externalId: 'merged', message: `it was merged into thread ${into.id} here and stays there` }],
    })
})

test('with --restricted, a thread of a restricted category is hidden where more people see it, and stays where they do not', async () => {
  const category = (id: number, read_restricted: boolean) => ({ id, name: `Room ${id}`, read_restricted })
  const site = { categories: [category(91, true), category(92, true), category(93, false)] }
  const topics = [91, 92, 93].map((category_id) => [
    `${category_id}.json`,
    aTopicFile(category_id, [aPost(category_id * 10_000 + 1)], { category_id }),
  ])
  const path = anExport({ 'site.json': site, ...Object.fromEntries(topics) })
  const leaky = anExport(Object.fromEntries(topics))
  await runImport({ kind: 'discourse', path: leaky, source: 'rooms' })
  const stays = await idOf('92')
  await db().topic.update({
    where: { id: (await db().thread.findUniqueOrThrow({ where: { id: stays } })).topicId },
    data: { visibility: 'members' },
  })
  const checking = (dryRun: boolean) =>
    runImport({ kind: 'discourse', path, source: 'rooms', recheck: true, restricted: 'members', dryRun })
  for (const dryRun of [true, false]) {
    expect((await checking(dryRun)).nowHidden).toEqual([
      { subject: 'thread', externalId: '91', message: 'not everyone may read its category “Room 91”' },
    ])
  }
  expect(await readThread(visitor, await idOf('91'))).toBeNull()
  expect(await readThread({ audience: 'member', personId: null }, stays)).not.toBeNull()
  expect(await readThread(visitor, await idOf('93'))).not.toBeNull()
})

test('what its author has withdrawn here is told neither as hidden nor as kept: there is nothing left to hide', async () => {
  await importRecords(aStream(thread('taken back')), 'withdrawn')
  await db().thread.update({ where: { id: await idOf('taken back') }, data: { withdrawnAt: new Date() } })
  const records = () => aStream(withheld('thread', 'taken back', 'It is a private message.'))
  for (const dryRun of [true, false])
    expect(await recheckRecords(records(), 'withdrawn', dryRun)).toMatchObject({ nowHidden: [], kept: [] })
})

test('a source from which nothing came is said so', async () => {
  await expect(recheckRecords(aStream(), 'nowhere')).rejects.toThrow('Nothing was imported from “nowhere”')
})
