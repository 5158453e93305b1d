import { expect, test } from 'vitest'
import { evaluateAsking, fallen, mrrByStep } from './asking'
import type { LabelledDocument, LabelledSet } from './labelled-set'

const document = (id: string, title: string, text: string, created: string | null = null): LabelledDocument => ({
  id,
  title,
  text,
  tags: [],
  author: null,
  likes: 0,
  heat: 0,
  category: null,
  answers: null,
  created: created ? new Date(created) : null,
})

const asked = document('asked', 'My kettle whistles', 'It is old. The tap of the samovar drips.', '2021-01-01')
const documents = [
  document('kettle', 'The kettle whistles', 'It is loud.', '2020-01-01'),
  document('kettle-late', 'A kettle whistles too', 'It is loud.', '2022-01-01'),
  document('samovar', 'A samovar leaks', 'The tap drips.', '2020-01-01'),
  asked,
]
const set: LabelledSet = {
  documents,
  byId: new Map(documents.map((each) => [each.id, each])),
  queries: [asked, document('untitled', '', 'Nothing.'), document('no-text', 'The kettle', '')],
  grades: new Map([
    ['asked', new Map(Object.entries({ kettle: 1, asked: 1 }))],
    ['no-text', new Map([['kettle', 1]])],
  ]),
  candidates: null,
}

test('a title is ranked alone, then with each sentence more; a query does not find itself, nor what came later', async () => {
  const ranked = await evaluateAsking(set, { olderOnly: true, progress: () => {} })
  expect(ranked).toEqual([{ query: asked, ranks: [1, 1, 1] }])
})

test('a query whose text has ended keeps its rank; those that fell are listed, the farthest first', () => {
  const ranks = [[1], [1, 2, 4], [2, 1], [1, 1, 0], [0, 0]].map((ranks) => ({ query: asked, ranks }))
  expect(mrrByStep(ranks)).toEqual([3.5 / 5, 3.5 / 5, 2.25 / 5])
  expect(fallen(ranks).map(({ ranks }) => ranks)).toEqual([
    [1, 1, 0],
    [1, 2, 4],
  ])
})
