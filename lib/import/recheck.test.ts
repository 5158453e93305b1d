import { expect, test } from 'vitest'
import { anEditor, aThread, countWords } from '../../test/factories'
import { db } from '../db/client'
import { readHidden } from '../desk/read-hidden'
import { mergeThreads } from '../duplicates/merge-threads'
import { sitemapAddresses } from '../feeds/sitemap'
import { restoreThread } from '../moderation/hide'
import { search, searchEngine } from '../search'
import { recount } from '../stats/recount'
import { editThread } from '../threads'
import { readThread } from '../threads/read-thread'
import { visitor } from '../viewer/viewer'
import { recheckRecords } from './recheck'
import { runImportOf } from './run'
import type { SourceRecord, SourceThread } from './source'

const thread = (externalId: string, more: Partial<SourceThread> = {}): SourceThread => ({
  kind: 'thread',
  externalId,
  title: `The cuscus ${externalId}`,
  body: 'Who has seen it?',
  author: null,
  topic: { externalId: '1', name: 'Cuscuses' },
  tags: [],
  createdAt: new Date('2026-01-01T10:00:00Z'),
  closed: false,
  boosts: 0,
  views: 0,
  repliesElsewhere: 0,
  addresses: [],
  links: [],
  replies: ['1', '2'].map((n) => ({
    externalId: `${externalId}-${n}`,
    body: `The quoll reply ${externalId}-${n}.`,
    author: null,
    createdAt: new Date('2026-01-02T10:00:00Z'),
    accepted: false,
    boosts: 0,
    answers: null,
    addresses: [],
  })),
  ...more,
})
const withheld = (subject: 'thread' | 'reply', externalId: string, reason: string): SourceRecord => ({
  kind: 'withheld',
  subject,
  externalId,
  reason,
  file: 'a.json',
  position: 'topic',
})
async function* stream(...records: SourceRecord[]) {
  yield* records
}
const idOf = async (externalId: string) => (await db().importedRecord.findFirstOrThrow({ where: { kind: 'thread', externalId } })).localId

test('what should not have come is hidden with its reason, and nothing else changes', async () => {
  await runImportOf(stream(thread('private'), thread('open')), 'leaky')
  const [hiddenId, openId] = [await idOf('private'), await idOf('open')]
  const editor = await anEditor()
  await editThread(editor, { threadId: hiddenId, basedOn: 1, title: 'The cuscus, edited here', body: 'Edited.', tags: [] })
  const records = () =>
    stream(
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
  const kept = [{ subject: 'thread', externalId: 'private', message: 'it was brought back here: it stays' }]
  const record = withheld('thread', 'private', 'It is a private message.')
  expect(await recheckRecords(stream(record), 'leaky', true)).toMatchObject({ nowHidden: [], kept })
  expect(await recheckRecords(stream(record), 'leaky')).toMatchObject({ nowHidden: [], kept })
})

test('what was merged into another thread here is listed with that thread, for an editor to look at', async () => {
  await runImportOf(stream(thread('merged')), 'merging')
  const into = await aThread()
  await mergeThreads(await anEditor(), [await idOf('merged')], into.id)
  expect(await recheckRecords(stream(withheld('thread', 'merged', 'It was deleted.')), 'merging')).toMatchObject({
    nowHidden: [],
    kept: [{ subject: 'thread', externalId: 'merged', message: `its posts went into thread ${into.id} here: they stay there` }],
  })
})

test('a source from which nothing came is said so', async () => {
  await expect(recheckRecords(stream(), 'nowhere')).rejects.toThrow('Nothing was imported from “nowhere”')
})
