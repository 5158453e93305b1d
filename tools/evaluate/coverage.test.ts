import { expect, test } from 'vitest'
import { aDocument, aLabelledSet } from '../../test/labelled-set'
import { evaluateCoverage, halfOf } from './coverage'
import { coverageFigures, thresholdFor } from './coverage-measures'

const documents = [
  aDocument('kettle', 'Why the kettle whistles', 'The steam leaves the spout.'),
  aDocument('kettle-too', 'The kettle whistles', 'It is loud.'),
  aDocument('samovar', 'The samovar leaks', 'The tap drips.'),
]
const queries = [
  aDocument('q1', 'My kettle whistles', 'Why does the kettle whistle?'),
  aDocument('q2', 'A whistling kettle', 'The kettle whistles.'),
]
// The second report is joined with the answer by a query that is labelled with both.
const set = aLabelledSet(documents, queries, { q1: { kettle: 1, 'kettle-too': 1 }, q2: { kettle: 1 } })

test('all that labels join has one answer, and everything else of it is what the answer settles', async () => {
  const unrelated = { ...set, documents: [aDocument('1', 'Whistles of trains', 'A train whistles at night.')] }
  const run = await evaluateCoverage(set, unrelated, () => {})
  expect(run.total[halfOf('kettle')], 'two queries and the other report').toBe(3)
  const right = run.looked.filter(({ isRight }) => isRight).map(({ document: id }) => id)
  expect(right.toSorted()).toEqual(['kettle-too', 'q1', 'q2'])
  expect(run.looked.every(({ answer }) => answer.id === 'kettle')).toBe(true)
  const all = coverageFigures(run, 0)
  expect(all).toMatchObject({ right: 3, recall: 1, precision: 3 / run.looked.length })
  expect(coverageFigures(run, 1)).toMatchObject({ shown: 0, precision: 1, recall: 0 })
  expect(coverageFigures(run, thresholdFor(run, 1), 0).precision).toBe(1)
})
