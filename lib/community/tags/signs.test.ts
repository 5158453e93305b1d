import { expect, test } from 'vitest'
import { aThread, aTopic, countWords } from '../../../test/factories'
import { saveTag } from '../../curation/taxonomy/save-tag'
import { system, visitor } from '../../identity/viewer/viewer'
import { db } from '../../platform/db/client'
import { noFacets, search, searchEngine } from '../../search'
import { findTag } from './queries'

const titles = async (text: string, tags: string[] = []) =>
  (await search(searchEngine(), visitor, { text, facets: { ...noFacets, tags } })).hits.map(({ title }) => title)

test('someone who asks for tag:c# finds what is tagged so, and nothing of c or c++', async () => {
  const topicId = await aTopic()
  for (const [title, tags] of [
    ['The emu in C', ['c']],
    ['The emu in C sharp', ['C#', '.NET']],
    ['The emu in C plus plus', ['c++']],
    ['The emu in F sharp', ['F#', 'c#-8.0']],
  ] as const)
    await aThread({ topicId, title, tags: [...tags] })
  await countWords()
  for (const [tag, title] of [
    ['c', 'The emu in C'],
    ['c#', 'The emu in C sharp'],
    ['.net', 'The emu in C sharp'],
    ['c++', 'The emu in C plus plus'],
    ['f#', 'The emu in F sharp'],
    ['c#-8.0', 'The emu in F sharp'],
  ] as const) {
    expect(await titles(`emu tag:${tag.toUpperCase()}`), tag).toEqual([title])
    expect(await titles('emu', [tag]), tag).toEqual([title])
    expect(await findTag(tag), tag).toMatchObject({ name: tag, threadCount: 1 })
  }
})

test('a name without its sign can be made a synonym, and leads to the tag', async () => {
  const { id } = await db().tag.findUniqueOrThrow({ where: { name: 'c#' } })
  await saveTag(system, id, { description: '', synonyms: ['CSharp', '#c-sharp'] })
  expect(await findTag('csharp')).toMatchObject({ name: 'c#', synonyms: ['csharp', 'c-sharp'] })
  expect(await titles('emu tag:csharp')).toEqual(['The emu in C sharp'])
})
