import { beforeAll, expect, test } from 'vitest'
import { aMember, anEditor, aThread, aTopic, countWords } from '../../../test/factories'
import { coverThread, publishRevision, startAnswer } from '../../answers'
import { acceptReply, postReply } from '../../community/threads'
import { hideReply, hideThread } from '../../curation/moderation/hide'
import { visitor } from '../../identity/viewer/viewer'
import { db } from '../../platform/db/client'
import { analyse } from '../analysis/analyser'
import { search } from '../pipeline'
import { noFacets, noFilters } from '../query/filters'
import type { SearchRequest } from '../request'
import type { SearchEngine } from './port'

/**
 * What every engine must do, told as what a reader finds. Run it once for each engine. `prepare` readies it before anything
 * is written, `caughtUp` waits until it knows of all that was.
 */
export function engineContract(engine: SearchEngine, prepare = async () => {}, caughtUp = async () => {}): void {
  const ids: Record<string, number> = {}
  const find = (text: string, request: Partial<SearchRequest> = {}, viewer = visitor) => search(engine, viewer, { text, ...request })
  const titles = async (text: string, request: Partial<SearchRequest> = {}) => {
    const { answer, hits } = await find(text, request)
    return [...(answer ? [answer.title] : []), ...hits.map((hit) => hit.title)]
  }

  beforeAll(async () => {
    await prepare()
    const asker = await aMember('Ada')
    const helper = await aMember('Grace')
    const editor = await anEditor()
    const topicId = await aTopic({ name: 'Networking' })
    ids.topic = topicId
    const secret = await aTopic({ visibility: 'editors' })
    const tls = await aThread({
      by: asker,
      topicId,
      title: 'Handshake fails with -9807 after a renewal',
      body: 'Our certificate was renewed on Monday.',
      tags: ['tls'],
      at: new Date('2026-02-01'),
    })
    ids.tls = tls.id
    const reply = await postReply(helper, { threadId: tls.id, body: 'Look at the chain the server sends; an intermediate is missing.' })
    await postReply(helper, { threadId: tls.id, body: 'Gone words: quokka.' }).then(({ id }) => hideReply(editor, id))
    await acceptReply(asker, reply.id)
    const browser = await aThread({
      topicId,
      title: 'NWBrowser returns PolicyDenied(-65570)',
      body: 'In C++ and .NET it works. 東京タワーの近く。',
      tags: ['bonjour'],
      at: new Date('2026-03-01'),
    })
    ids.browser = browser.id
    const covered = await aThread({
      topicId,
      title: 'How strong is the signal',
      body: 'Can an app read the signal strength of Wi-Fi?',
      at: new Date('2026-04-01'),
    })
    ids.covered = covered.id
    ids.secret = (await aThread({ topicId: secret, title: 'Editors only: zeppelin', body: 'zeppelin' })).id
    const gone = await aThread({ topicId, title: 'Hidden zeppelin', body: 'zeppelin' })
    await hideThread(editor, gone.id)
    const answer = await startAnswer(editor, {
      topicId,
      title: 'Signal strength: what an app can know',
      body: '## Four numbers\n\nOnly one of the four numbers can be read.\n\n## Instead of bars\n\nShow the rate.',
      aliases: ['wifi bars', 'reception gauge'],
    })
    ids.answer = answer.id
    await caughtUp()
    expect(await titles('four numbers'), 'a draft is not found').toEqual([])
    await publishRevision(editor, {
      answerId: answer.id,
      basedOn: 0,
      title: 'Signal strength: what an app can know',
      summary: 'One of four numbers.',
      body: '## Four numbers\n\nOnly one of the four numbers can be read.\n\n## Instead of bars\n\nShow the rate.',
      appliesTo: [],
      note: '',
      significance: 'major',
    })
    await coverThread(editor, { threadId: covered.id, answerId: answer.id, section: 'four-numbers' })
    await db().tagSynonym.create({ data: { name: 'ssl', tagId: (await db().tag.findUniqueOrThrow({ where: { name: 'tls' } })).id } })
    // Enough other threads that rare words are rare.
    for (let i = 0; i < 12; i++)
      await aThread({ topicId, title: `Another matter ${i}`, body: 'Some entirely different text about screens and colours.' })
    await countWords()
    await caughtUp()
  })

  test('a match in a reply is grouped under its thread and links to the reply', async () => {
    const { hits } = await find('intermediate chain')
    expect(hits[0]).toMatchObject({ id: ids.tls, kind: 'thread' })
    expect(hits[0]?.passages[0]?.place).toEqual({ type: 'reply', number: 1, accepted: true })
    expect(hits[0]?.passages[0]?.text.filter((s) => s.mark).map((s) => s.text)).toEqual(['chain', 'intermediate'])
  })

  test('where openings are asked for, no reply is among what is found', async () => {
    const [token] = analyse('intermediate')
    const queryTerms = [{ typed: 'intermediate', terms: [token?.term ?? ''], posts: 1, weight: 1 }]
    const query = { viewer: visitor, corpus: { posts: 9, meanLength: 9 }, queryTerms, excludedTerms: [], filters: noFilters }
    expect((await engine.find(query)).candidates.map(({ kind }) => kind)).toEqual(['reply'])
    expect((await engine.find({ ...query, openingsOnly: true })).candidates).toEqual([])
  })

  test('a canonical answer that matches well stands on top and links to its section', async () => {
    const { answer, hits } = await find('signal strength numbers')
    expect(answer).toMatchObject({ id: ids.answer, kind: 'answer' })
    expect(answer?.passages.some(({ place }) => place.type === 'section' && place.anchor === 'four-numbers')).toBe(true)
    expect(hits[0]).toMatchObject({ id: ids.covered, coveredBy: { title: 'Signal strength: what an app can know' } })
  })

  test('an alias finds the answer', async () => {
    expect((await find('wifi bars')).answer?.id).toBe(ids.answer)
  })

  test('two words of an alias, however short it is, do not outweigh a thread that says more of the question', async () => {
    const { answer, hits } = await find('reception gauge certificate renewed monday')
    expect(answer).toBeNull()
    expect(hits.map((hit) => hit.kind)).toEqual(['thread', 'answer'])
  })

  test.each([
    ['-9807', 'tls'],
    ['-65570', 'browser'],
    ['NWBrowser', 'browser'],
    ['nw browser', 'browser'],
    ['C++', 'browser'],
    ['.NET', 'browser'],
    ['タワー', 'browser'],
    ['PolicyDenied', 'browser'],
  ])('the technical word %s is found', async (text, name) => {
    expect((await find(text)).hits[0]?.id).toBe(ids[name])
  })

  test('hidden posts, hidden threads and topics of others are not found, and their number is not told', async () => {
    expect((await find('quokka')).total).toBe(0)
    expect((await find('zeppelin')).total).toBe(0)
    expect((await find('zeppelin', {}, { audience: 'editor', personId: null } as never)).hits.map((hit) => hit.id)).toEqual([ids.secret])
  })

  test('a misspelt word is corrected and said; what is asked for as written is not', async () => {
    expect(await find('certifcate renewal')).toMatchObject({ corrected: 'certificate renewal', hits: [{ id: ids.tls }] })
    expect((await find('certifcate', { asWritten: true })).total).toBe(0)
  })

  test('towards a word of what the reader may not see nothing is corrected, whatever else is found', async () => {
    expect((await find('zepelin chain')).corrected).toBeNull()
    expect((await find('zepelin chain', {}, { audience: 'editor', personId: null } as never)).corrected).toBe('zeppelin chain')
  })

  test('a word that exists, a code and an identifier are never corrected', async () => {
    for (const text of ['chain', '-9808', 'NWBrowzer']) expect((await find(text)).corrected, text).toBeNull()
  })

  test('the last word completes while one types, and only then', async () => {
    expect((await find('interme', { typing: true })).hits[0]?.id).toBe(ids.tls)
    expect((await find('ha', { typing: true })).hits.map((hit) => hit.id)).toContain(ids.tls)
  })

  test('a phrase, an excluded word and every operator narrow the result', async () => {
    expect(await titles('"server sends"')).toHaveLength(1)
    expect(await titles('"sends server"')).toHaveLength(0)
    // In every order.
    for (const sort of ['activity', 'views', 'boosts'] as const) {
      expect((await find('"sends server"', { sort })).hits, sort).toHaveLength(0)
      expect((await find('"server sends"', { sort })).hits.length, sort).toBe((await titles('"server sends"')).length)
    }
    expect((await find('certificate -monday')).total).toBe(0)
    expect((await find('certificate tag:tls')).hits[0]?.id).toBe(ids.tls)
    expect((await find('certificate tag:ssl')).hits[0]?.id).toBe(ids.tls)
    expect((await find('by:grace chain')).hits[0]?.id).toBe(ids.tls)
    expect((await find('is:covered signal')).hits.map((hit) => hit.id)).toEqual([ids.covered])
    expect((await find('is:canonical signal')).answer?.id ?? (await find('is:canonical signal')).hits[0]?.id).toBe(ids.answer)
    expect((await find('is:unanswered nwbrowser')).hits.map((hit) => hit.id)).toEqual([ids.browser])
    expect((await find('handshake after:2026-02 before:2026-03')).hits.map((hit) => hit.id)).toEqual([ids.tls])
    expect((await find('handshake after:2026-03')).total).toBe(0)
  })

  test('a tag’s synonym finds what carries the tag', async () => {
    expect((await find('ssl')).hits[0]?.id).toBe(ids.tls)
  })

  test('a topic or tag that is not there is said and finds nothing', async () => {
    expect(await find('chain topic:nowhere')).toMatchObject({ total: 0, notices: ['There is no topic “nowhere”.'] })
  })

  test('facets count the result and narrow it', async () => {
    const { facets } = await find('signal strength')
    expect(facets?.kinds).toEqual([
      { value: 'answer', count: 1 },
      { value: 'thread', count: 1 },
    ])
    expect((await find('signal', { facets: { ...noFacets, is: ['covered'] } })).hits.map((hit) => hit.id)).toEqual([ids.covered])
  })

  test('other orders cover the whole match', async () => {
    const { hits } = await find('screens colours', { sort: 'activity', pageSize: 5 })
    expect(hits).toHaveLength(5)
    const next = await find('screens colours', { sort: 'activity', pageSize: 5, page: 2 })
    expect(new Set([...hits, ...next.hits].map((hit) => hit.id)).size).toBe(10)
  })

  test('a common word is found in every post that has it, quickly enough to be no exception', async () => {
    expect((await find('text')).total).toBeGreaterThanOrEqual(12)
  })

  test('what is no word finds nothing and harms nothing', async () => {
    for (const text of ['', '   ', '???', "'; drop table thread; --", '\\', '"', '-', ':', '((((', 'x'.repeat(5000), '\u0000']) {
      expect((await find(text)).hits.length, text).toBeLessThan(20)
    }
  })
}
