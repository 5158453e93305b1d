import { beforeEach, expect, test } from 'vitest'
import { aMember, anEditor, aThread, countWords } from '../../test/factories'
import { editThread, openingDocument } from '../community/threads'
import { hideThread } from '../curation/moderation/hide'
import { db, pool } from '../platform/db/client'
import { analyseDocument, replaceDocuments, type SearchDocument, writeDocuments } from '../search'
import { continueReanalysis } from './reanalyse'
import { reindex } from './reindex'
import { Turns } from './turns'

const counts = async () => {
  await countWords()
  const rows = async (sql: string) => (await pool().query(sql)).rows
  return {
    corpus: await rows('select posts, weighted_tokens from search_corpus'),
    terms: await rows('select term, posts from search_term order by term'),
    words: await rows('select word, term, posts from search_word order by word'),
  }
}

/** What another stemmer makes of a word. */
const otherStems: Record<string, string> = { bridg: 'bridge', closur: 'clos', river: 'riv' }

/** A post as a version with another stemmer left it: the same words, some under other terms. */
async function leftByOtherStemmer(now: SearchDocument): Promise<void> {
  const before = analyseDocument(now)
  const other = (term: string) => otherStems[term] ?? term
  const left = {
    ...before,
    terms: before.terms.map(other),
    titleTerms: before.titleTerms.map(other),
    words: new Map([...before.words].map(([word, term]) => [word, other(term)])),
  }
  await writeDocuments(pool(), [left], [before])
}

const openings = async () =>
  (await db().thread.findMany({ orderBy: { id: 'asc' } })).map((thread) => openingDocument({ ...thread, tags: [] }))

let by: Awaited<ReturnType<typeof aMember>>

beforeEach(async () => {
  by = await aMember()
  for (const place of ['north', 'south', 'east', 'west'])
    await aThread({ by, title: `Bridge in the ${place}`, body: `The closure of the ${place} bridge over the river.` })
  await countWords()
  const before = await counts()
  for (const opening of await openings()) await leftByOtherStemmer(opening)
  await countWords()
  expect((await counts()).terms, 'another version').not.toEqual(before.terms)
  await pool().query(`update search_analysis set version = 'another', running = false`)
})

async function expectCounted(): Promise<void> {
  const now = await counts()
  await reindex(() => {})
  expect(now).toEqual(await counts())
}

const makeAgain = async (batchMax: number) => {
  const turns = new Turns()
  while (await continueReanalysis('this version', batchMax, turns)) await countWords()
}

test('words whose terms change with an update are counted once, however often counts are summed up meanwhile', async () => {
  await makeAgain(1)
  await expectCounted()
})

test('what is edited, hidden and imported between an update and the worker counts as if nothing had changed', async () => {
  const [first, second, third] = await db().thread.findMany({ orderBy: { id: 'desc' }, take: 3 })
  if (!first || !second || !third) throw new Error('no threads')
  await editThread(by, {
    threadId: first.id,
    basedOn: first.revisionNumber,
    title: first.title,
    body: 'The river has a bridge again.',
    tags: [],
  })
  await hideThread(await anEditor(), second.id)
  const body = 'Closures of bridges are announced.'
  const client = await pool().connect()
  await client.query('update thread set body = $2 where id = $1', [third.id, body])
  await replaceDocuments(client, [openingDocument({ ...third, tags: [] })], [openingDocument({ ...third, body, tags: [] })])
  client.release()
  await makeAgain(2)
  await expectCounted()
})
