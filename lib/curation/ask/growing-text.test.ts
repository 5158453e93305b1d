import { beforeAll, expect, test } from 'vitest'
import { aThread, aTopic, countWords } from '../../../test/factories'
import { visitor } from '../../identity/viewer/viewer'
import { findSimilar } from './similar'

const asks = 'Blue kettle drips at its lid'
const bread = ['Bread dough sticks to the oven tray', 'Yeast dough and the oven thermometer', 'Flour, butter and yeast for Sunday bread']

beforeAll(async () => {
  const topicId = await aTopic({ name: 'Kitchen' })
  await aThread({ topicId, title: asks, body: 'Water comes out at the side.' })
  for (const title of bread)
    await aThread({ topicId, title, body: 'Sunday bread from flour, butter and yeast. The oven thermometer hangs beside the tray.' })
  await aThread({ topicId, title: 'A silver lid does not close', body: 'The hinge of the grinder is bent.' })
  await aThread({ topicId, title: 'A copper lid does not close', body: 'The gasket of the samovar is torn.' })
  for (const word of ['fan', 'pump', 'gate', 'lamp', 'clock', 'radio', 'heater', 'bicycle'])
    await aThread({ topicId, title: `My ${word} makes noise`, body: 'It is loud at night.' })
  await countWords()
})

const story = [
  'I was baking Sunday bread with my sister.',
  'The dough of flour, butter and yeast rose beside the oven.',
  'While the oven thermometer climbed I put a tray in.',
  'Yeast dough likes a warm tray, and so does bread.',
]

test('what the title found stays first while a text about something else grows', async () => {
  for (const [i] of story.entries()) {
    const { threads } = await findSimilar(visitor, 'The lid of my blue kettle drips', story.slice(0, i + 1).join(' '))
    expect(threads[0]?.title, `with ${i + 1} sentences`).toBe(asks)
  }
})

test('among what the title found alike, the text decides', async () => {
  const first = async (body: string) => (await findSimilar(visitor, 'My lid does not close', body)).threads[0]?.title
  expect(await first('It is the gasket of a samovar.')).toBe('A copper lid does not close')
  expect(await first('It is the hinge of a grinder.')).toBe('A silver lid does not close')
})

test('of a text those words are marked that hardly any post has', async () => {
  const { threads } = await findSimilar(visitor, 'My lid does not close', 'I think it is loud: my samovar and its gasket.')
  const marked = (title: string) =>
    threads
      .filter((thread) => thread.title === title)
      .flatMap(({ passages }) => passages.flatMap(({ text }) => text.flatMap(({ text, mark }) => (mark ? [text] : []))))
  expect(marked('A copper lid does not close')).toEqual(['gasket', 'samovar'])
  // Half of the posts say "loud".
  for (const { passages } of threads)
    expect(passages.flatMap(({ text }) => text.flatMap(({ text, mark }) => (mark ? [text] : [])))).not.toContain('loud')
})
