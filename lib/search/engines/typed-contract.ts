import { beforeAll, expect, test } from 'vitest'
import { aMember, anEditor, aThread, aTopic, countWords } from '../../../test/factories'
import { publishRevision, startAnswer } from '../../answers'
import { visitor } from '../../identity/viewer/viewer'
import { search } from '../pipeline'
import { hashOf, holdsAny } from '../posts/forward-index'
import type { SearchRequest } from '../request'
import type { SearchEngine } from './port'

/** What people type and paste, on every engine: other spellings, commands, paths, whole phrases. To be run as `engineContract` is. */
export function typedContract(engine: SearchEngine, caughtUp = async () => {}): void {
  const find = (text: string, request: Partial<SearchRequest> = {}, viewer = visitor) => search(engine, viewer, { text, ...request })
  const first = async (text: string) => {
    const { answer, hits } = await find(text)
    return (answer ?? hits[0])?.title
  }

  beforeAll(async () => {
    const by = await aMember()
    const editor = await anEditor()
    const topicId = await aTopic({ name: 'Typed' })
    const secret = await aTopic({ visibility: 'editors' })
    for (const [title, body] of threads) await aThread({ by, topicId, title, body })
    await aThread({ topicId: secret, title: 'Packing in secret', body: 'Run squash -zap on it.' })
    const answer = await startAnswer(editor, {
      topicId,
      title: 'Users and public folders: who may write',
      body: '## Rights\n\nThe users group.',
    })
    await publishRevision(editor, {
      answerId: answer.id,
      basedOn: 0,
      title: 'Users and public folders: who may write',
      summary: 'Who may write to the public folders of other users, and the reason.',
      body: '## Rights\n\nThe users group may read public folders of C drives. Who wrote the rule knows the drive.',
      appliesTo: [],
      note: '',
      significance: 'major',
    })
    for (let i = 0; i < 12; i++)
      await aThread({ topicId, title: `Unrelated ${i}`, body: 'The colour of a lamp, and who chose it for the room.' })
    await countWords()
    await caughtUp()
  })

  test.each([
    ['été', 'La fête de l’été'],
    ['l’été', 'La fête de l’été'],
    ['strasse', 'Die Straße am Hafen'],
    ['Straße', 'Die Straße am Hafen'],
    ['hoehe', 'Die Straße am Hafen'],
    ['รหัสผ่าน', 'ลืมรหัสผ่านของเครื่องพิมพ์'],
    ['quiltjs', 'Patches in Quilt.js'],
    ['quilt.js', 'Patches in Quilt.js'],
    ['writeup', 'A write-up of the night shift'],
    ['write-up', 'A write-up of the night shift'],
    ['🪁', 'A kite 🪁 over the office'],
  ])('%s finds “%s”', async (text, title) => {
    expect(await first(text)).toBe(title)
    // The other way is the same search.
    expect((await find(text, { sort: 'activity' })).hits.map((hit) => hit.title)).toContain(title)
  })

  test('what is joined in one post and apart in another is found both ways, in every order', async () => {
    for (const text of ['night-shift', 'nightshift'])
      expect((await find(text, { sort: 'activity' })).hits.length, text).toBeGreaterThanOrEqual(text === 'nightshift' ? 1 : 2)
  })

  test('a word that was found in another spelling is marked whole', async () => {
    const marks = async (text: string) => {
      const { hits } = await find(text)
      return [...(hits[0]?.titleMarked ?? []), ...(hits[0]?.passages[0]?.text ?? [])].filter(({ mark }) => mark).map((s) => s.text)
    }
    expect(await marks('writeup')).toContain('write-up')
    expect(await marks('quiltjs')).toContain('Quilt.js')
    expect(await marks('été')).toContain('été')
  })

  test('a pasted command is searched as typed, and said; the other reading can be asked for', async () => {
    const found = await find('squash -qvf')
    expect(found).toMatchObject({ minus: { reading: 'typed', words: ['qvf'], hasOther: true } })
    expect(found.hits[0]?.title).toBe('Packing the archive')
    const excluded = await find('squash -qvf', { reading: 'excluded' })
    expect(excluded.minus?.reading).toBe('excluded')
    expect(excluded.hits.map((hit) => hit.title)).not.toContain('Packing the archive')
  })

  test('one post with the option is enough, also where common words bring so many that it is not among those looked at', async () => {
    let asked = 0
    const limited: SearchEngine = {
      ...engine,
      async find(query) {
        asked++
        const found = await engine.find(query)
        if (query.queryTerms.every(({ terms }) => terms.includes('-qvf'))) return found
        return { more: true, candidates: found.candidates.filter(({ forward }) => !holdsAny(forward, [hashOf('-qvf')])) }
      },
    }
    expect((await search(limited, visitor, { text: 'squash -qvf', withFacets: false })).minus?.reading).toBe('typed')
    expect(asked).toBe(2)
    expect((await search(limited, visitor, { text: 'squash -qvf is:covered' })).minus?.reading, 'none that fits').toBe('excluded')
    expect((await search(limited, visitor, { text: 'squash -zap' })).minus?.reading, 'none that one may see').toBe('excluded')
  })

  test('words without blanks that no dictionary knows are found, however long they are', async () => {
    const title = `Sixty ${'ก'.repeat(60)}`
    expect(await first('ก'.repeat(60))).toBe(title)
    expect((await find('ก'.repeat(60), { sort: 'activity' })).hits.map((hit) => hit.title)).toEqual([title])
  })

  test('a minus before a word that nobody writes so leaves posts out', async () => {
    const { minus, hits } = await find('squash -racket')
    expect(minus).toMatchObject({ reading: 'excluded', words: ['racket'] })
    expect(hits.map((hit) => hit.title)).not.toContain('Squash on Mondays')
    expect((await find('squash -racket', { reading: 'typed' })).hits.map((hit) => hit.title)).toContain('Squash on Mondays')
  })

  test('a minus leaves out what is written behind it, and no more', async () => {
    const left = async (text: string) => {
      const orders = ['relevance', 'activity'] as const
      const [found, listed] = await Promise.all(
        orders.map(async (sort) => (await find(text, { reading: 'excluded', sort })).hits.map((hit) => hit.title).sort()),
      )
      expect(listed, text).toEqual(found)
      return found
    }
    const [joined, apart, other, far] = ['Lighthouse by hand', 'Lighthouse lamps', 'Lighthouse oil', 'Lighthouse keys']
    expect(await left('lighthouse')).toEqual([joined, far, apart, other])
    expect(await left('lighthouse -lamp-wick'), 'words that a hyphen joins').toEqual([far, apart, other])
    expect(await left('lighthouse -größe'), 'a word in each of its spellings').toEqual([joined, far])
    expect(await left('lighthouse -"spare keys"'), 'words in quotes').toEqual([joined, apart, other])
    expect(await left('lighthouse -"keys spare"'), 'words in another order').toEqual([joined, far, apart, other])
    expect(await left('lighthouse -keys -trim -wick -hand -oil'), 'many words').toEqual([apart])
  })

  test('an option alone is searched: nothing else is asked for', async () => {
    for (const text of ['-qvf', '-racket']) {
      const found = await find(text)
      expect(found.minus, text).toMatchObject({ reading: 'typed', hasOther: false })
      expect(found.total, text).toBeGreaterThan(0)
    }
  })

  test('what others write so where a reader may not see it changes nothing', async () => {
    expect((await find('squash -zap')).minus?.reading).toBe('excluded')
    expect((await find('squash -zap', {}, { audience: 'editor', personId: null } as never)).minus?.reading).toBe('typed')
  })

  test('a path and a name made of common words lead to the thread that has them, above an answer that shares their words', async () => {
    expect(await first('C:\\Users\\Public')).toBe('Can not write to a folder')
    expect(await first('the who')).toBe('The Who on the jukebox')
    expect(await first('“the who”')).toBe('The Who on the jukebox')
    expect((await find('public folders of users')).answer?.title, 'a question still gets its answer').toContain('Users and public')
  })
}

const threads: [string, string][] = [
  ['La fête de l’été', 'On danse sur la place.'],
  ['Die Straße am Hafen', 'Die Höhe der Brücke ist falsch.'],
  ['ลืมรหัสผ่านของเครื่องพิมพ์', 'ฉันลืมรหัสผ่านและไม่สามารถเข้าสู่ระบบได้เลย'],
  ['Patches in Quilt.js', 'A Quilt.js patch does not hold.'],
  ['A write-up of the night shift', 'Here is the write-up.'],
  ['Handing over', 'The night-shift leaves at six, the nightshift bus at seven.'],
  ['A kite 🪁 over the office', 'Who lets it fly?'],
  ['Packing the archive', 'I call `squash -qvf box.sq` and it waits.'],
  ['Squash on Mondays', 'Bring your racket for squash.'],
  [`Sixty ${'ก'.repeat(60)}`, 'A key that leans on the keyboard.'],
  ['Lighthouse by hand', 'The lamp-wick of the lighthouse burns low.'],
  ['Lighthouse lamps', 'Each lamp of the lighthouse is of another grosse.'],
  ['Lighthouse oil', 'The groesse of the tank. A wick, too, and a lamp for the lighthouse.'],
  ['Lighthouse keys', 'The spare keys of the lighthouse are lost.'],
  ['Squash soup', 'A squash from the garden.'],
  ['Can not write to a folder', 'It is C:\\Users\\Public\\Drawings on the old machine.'],
  ['The Who on the jukebox', 'Which record is it?'],
]
