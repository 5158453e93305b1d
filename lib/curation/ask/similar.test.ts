import { beforeAll, expect, test } from 'vitest'
import { aThread, aTopic, countWords } from '../../../test/factories'
import { visitor } from '../../identity/viewer/viewer'
import { findSimilar, hasUnseen } from './similar'

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
