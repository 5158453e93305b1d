import { beforeAll, expect, test } from 'vitest'
import { aThread, aTopic, countWords } from '../../../test/factories'
import { visitor } from '../../identity/viewer/viewer'
import { postgresEngine } from '../engines/postgres'
import { search } from '../pipeline'
import { correctSpelling } from './spelling'

beforeAll(async () => {
  const topicId = await aTopic()
  await aThread({ topicId, title: 'The kettle boils over', body: 'It is on the stove.' })
  for (const place of ['path', 'fence', 'pond']) await aThread({ topicId, title: `A nettle at the ${place}`, body: 'It stings.' })
  await aThread({ topicId, title: 'Which lighthouse is that', body: 'It blinks.' })
  await countWords()
})

test.each([
  ['kettlle', 'a letter too many'],
  ['ketle', 'one too few'],
  ['kettke', 'another one'],
  ['ketlte', 'two that are swapped'],
])('%s means kettle: %s', async (word) => {
  expect((await correctSpelling(word))?.word).toBe('kettle')
})

test('two mistakes are forgiven in long words alone', async () => {
  expect((await correctSpelling('lighthousxy'))?.word).toBe('lighthouse')
  expect(await correctSpelling('ketxxe')).toBeNull()
})

test('a word that some post has stays, although more have one like it, and so does the last one while it is typed', async () => {
  const corrected = async (text: string, typing = false) => (await search(postgresEngine, visitor, { text, typing })).corrected
  expect(await corrected('kettle boils')).toBeNull()
  expect(await corrected('kettle stov', true), 'it may become stove').toBeNull()
  expect(await corrected('kettle stov')).toBe('kettle stove')
})
