import { beforeAll, expect, test } from 'vitest'
import { aThread, aTopic, countWords } from '../../../test/factories'
import { visitor } from '../../identity/viewer/viewer'
import { db } from '../../platform/db/client'
import type { SearchEngine } from '../engines/port'
import { search } from '../pipeline'
import type { SearchRequest } from '../request'
import { deleteSynonym, forgetSynonyms, writeSynonym } from './synonyms'

/** What synonyms do, on every engine. To be run as `engineContract` is. */
export function synonymsContract(engine: SearchEngine, caughtUp = async () => {}): void {
  const titles = async (text: string, request: Partial<SearchRequest> = {}) => {
    const { answer, hits } = await search(engine, visitor, { text, ...request })
    return [...(answer ? [answer.title] : []), ...hits.map((hit) => hit.title)]
  }
  async function synonym(words: string, means: string, bothWays = false): Promise<number> {
    const id = await writeSynonym(db(), { id: null, words, means, bothWays })
    forgetSynonyms()
    return id as number
  }

  beforeAll(async () => {
    const topicId = await aTopic({ name: 'Household' })
    const threads = [
      ['The kettle whistles', 'It wakes the neighbours.'],
      ['Two factor codes expire', 'The second factor arrives too late.'],
      ['A factor of two', 'Twice as much, the factor is two.'],
      ['Signing out everywhere', 'Where is the button to sign out of all devices?'],
      ['Logout on the tablet', 'The logout is hidden.'],
    ]
    for (const [title, body] of threads) await aThread({ topicId, title: title as string, body: body as string })
    for (let i = 0; i < 12; i++) await aThread({ topicId, title: `Shelf ${i}`, body: 'It is of wood, and stands by the wall.' })
    await countWords()
    await caughtUp()
  })

  test('a word finds what its synonym finds, in every order, and marks it; the other way only if that is said', async () => {
    expect(await titles('teapot')).toEqual([])
    const id = await synonym('teapot', 'kettle')
    for (const sort of ['relevance', 'activity', 'views'] as const)
      expect(await titles('teapot', { sort }), sort).toEqual(['The kettle whistles'])
    const { hits, corrected } = await search(engine, visitor, { text: 'teapots' })
    expect(corrected, 'it is no mistake, in any form').toBeNull()
    expect(hits[0]?.titleMarked.filter(({ mark }) => mark)).toEqual([{ text: 'kettle', mark: true }])
    await deleteSynonym(db(), id)
    forgetSynonyms()
    expect(await titles('teapot')).toEqual([])
  })

  test('a word finds several that follow each other, before posts that have them apart', async () => {
    const id = await synonym('2fa', 'two factor', true)
    expect((await titles('2fa'))[0]).toBe('Two factor codes expire')
    expect((await titles('2fa codes'))[0]).toBe('Two factor codes expire')
    expect(await titles('2fa', { sort: 'activity' })).toContain('Two factor codes expire')
    await deleteSynonym(db(), id)
    forgetSynonyms()
  })

  test('several words find what they mean together, and each alone stays what it is', async () => {
    const id = await synonym('sign out', 'logout', true)
    expect((await titles('sign out')).sort()).toEqual(['Logout on the tablet', 'Signing out everywhere'])
    expect((await titles('logout')).sort()).toEqual(['Logout on the tablet', 'Signing out everywhere'])
    expect((await titles('sign out', { sort: 'activity' })).sort()).toEqual(['Logout on the tablet', 'Signing out everywhere'])
    expect(await titles('sign on the tablet wall', { termCoverageMin: 0.9 })).toEqual([])
    expect(await titles('out sign'), 'in another order they mean nothing together').not.toContain('Logout on the tablet')
    await deleteSynonym(db(), id)
    forgetSynonyms()
  })
}
