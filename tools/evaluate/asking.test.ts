import { expect, test } from 'vitest'
import { aDocument, aLabelledSet } from '../../test/labelled-set'
import { evaluateAsking, fallen, mrrByStep } from './asking'

const asked = aDocument('asked', 'My kettle whistles', 'It is old. The tap of the samovar drips.', '2021-01-01')
const documents = [
  aDocument('kettle', 'The kettle whistles', 'It is loud.', '2020-01-01'),
  aDocument('kettle-late', 'A kettle whistles too', 'It is loud.', '2022-01-01'),
  aDocument('samovar', 'A samovar leaks', 'The tap drips.', '2020-01-01'),
  asked,
]
const set = aLabelledSet(documents, [asked, aDocument('untitled', '', 'Nothing.'), aDocument('no-text', 'The kettle', '')], {
  asked: { kettle: 1, asked: 1 },
  'no-text': { kettle: 1 },
})

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
