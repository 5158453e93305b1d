import { beforeAll, expect, test } from 'vitest'
import { aThread, aTopic, countWords } from '../../../test/factories'
import { visitor } from '../../identity/viewer/viewer'
import { findSimilar, hasUnseen, suggestPlace } from './similar'

const ids: Record<string, number> = {}

beforeAll(async () => {
  const topicId = await aTopic({ name: 'House' })
  ids.lamp = (await aThread({ topicId, title: 'The lamp in the hall flickers', body: 'It began about a week ago.' })).id
  for (const word of ['kettle', 'gate', 'heater', 'oven', 'pump', 'fan'])
    await aThread({ topicId, title: `My ${word} makes noise`, body: 'It is loud.' })
  await countWords()
})

const titlesFor = async (title: string, body = '') => (await findSimilar(visitor, title, body)).threads.map((hit) => hit.title)

test('what asks the same is shown, also while the last word is typed', async () => {
  expect(await titlesFor('hall lamp flickers at night')).toContain('The lamp in the hall flickers')
  const { threads } = await findSimilar(visitor, 'lamp flick', '', true)
  expect(threads.map((hit) => hit.id)).toEqual([ids.lamp])
})

test('what shares a stray word with a title is not shown as its answer', async () => {
  expect(await titlesFor('Another question about doors')).toEqual([])
})

test('with its text a question is compared with whatever comes nearest', async () => {
  expect(await titlesFor('Another question about doors', 'They creak, and the lamp beside them is dark.')).toContain(
    'The lamp in the hall flickers',
  )
})

test('what its writer has been shown is not shown once more', async () => {
  const similar = await findSimilar(visitor, 'hall lamp flickers')
  expect(hasUnseen(similar, '')).toBe(true)
  expect(hasUnseen(similar, `t${ids.lamp}`)).toBe(false)
})

test('a question seems to belong where those nearest to it are, with the tags that they have or that it names', async () => {
  const [garden, garage, members] = [await aTopic(), await aTopic(), await aTopic({ visibility: 'members' })]
  const near = [
    await aThread({ topicId: members, tags: ['hedge'] }),
    await aThread({ topicId: garden, tags: ['lawn', 'mower'] }),
    await aThread({ topicId: garage, tags: ['mower', 'spark-plug'] }),
    await aThread({ topicId: garden, tags: ['lawn'] }),
  ].map(({ id }) => id)
  expect(await suggestPlace(visitor, 'The mower will not start', '', near)).toEqual({
    topicId: garden,
    tags: ['mower', 'lawn', 'spark-plug'],
  })
  expect(await suggestPlace(visitor, 'Mower', '', near), 'too short to say').toEqual({ topicId: null, tags: [] })
  expect(await suggestPlace(visitor, 'The mower will not start', '', near.slice(0, 1)), 'the nearest is for members').toEqual({
    topicId: null,
    tags: [],
  })
})

test('no topic is suggested where the nearest threads are each in another', async () => {
  const near: number[] = []
  for (let i = 0; i < 12; i++) near.push((await aThread()).id)
  expect(await suggestPlace(visitor, 'The mower will not start', '', near)).toEqual({ topicId: null, tags: [] })
})
