import { expect, test } from 'vitest'
import { bCubed, type Grouped, pairFigures, rankingNdcg } from './gap-measures'

const thread = (question: string | null, group: number, half = 0): Grouped => ({ question, group, half })
const all = () => true

test('B-cubed is the mean over threads, and each noise thread asks something of its own', () => {
  const threads = [thread('a', 1), thread('a', 1), thread('b', 1), thread('b', 2), thread(null, 2)]
  // Precision: 2/3, 2/3, 1/3, 1/2 of the four that ask something. Recall: 1, 1, 1/2, 1/2.
  const [precision, recall] = [13 / 24, 3 / 4]
  const asked = bCubed(threads, ({ question }) => question !== null)
  expect(asked.precision).toBeCloseTo(precision, 10)
  expect(asked.recall).toBeCloseTo(recall, 10)
  expect(asked.f1).toBeCloseTo((2 * precision * recall) / (precision + recall), 10)
  // With the noise thread, which is right about half of its group and has all of its own.
  expect(bCubed(threads, all).precision).toBeCloseTo((13 / 6 + 1 / 2) / 5, 10)
  expect(bCubed(threads, all).recall).toBeCloseTo(4 / 5, 10)
  expect(bCubed([thread(null, 1), thread(null, 1)], all).precision, 'noise is not one question').toBeCloseTo(1 / 2, 10)
  expect(bCubed([], all)).toEqual({ precision: 0, recall: 0, f1: 0 })
})

test('pairs are counted once, in either order, and only where they count', () => {
  // Groups {0, 1, 2} and {3, 4}: four pairs are together. Labelled are three, of which 0-1 and 3-4 are together.
  const groups = [7, 7, 7, 8, 8]
  const labelled: [number, number][] = [
    [1, 0],
    [3, 4],
    [2, 3],
    [0, 1],
  ]
  const figures = pairFigures(groups, labelled, all)
  expect(figures.precision).toBeCloseTo(2 / 4, 10)
  expect(figures.recall).toBeCloseTo(2 / 3, 10)
  expect(figures.f1).toBeCloseTo(4 / 7, 10)
  // Without thread 2, its pairs are neither wrong nor missed.
  expect(pairFigures(groups, labelled, (a, b) => a !== 2 && b !== 2)).toEqual({ precision: 1, recall: 1, f1: 1 })
  expect(pairFigures([1, 2], [[0, 1]], all)).toEqual({ precision: 0, recall: 0, f1: 0 })
})

test('the gain of a gap is how often its question is asked, discounted by its place', () => {
  const [a, b, noise] = [thread('a', 1), thread('b', 2), thread(null, 3)]
  const threads = [a, a, a, b, noise, noise]
  const ideal = 3 + 1 / Math.log2(3)
  expect(rankingNdcg([[a, a, a], [b], [noise]], all, threads)).toBeCloseTo(1, 10)
  expect(rankingNdcg([[b], [a, a, a]], all, threads)).toBeCloseTo((1 + 3 / Math.log2(3)) / ideal, 10)
  expect(rankingNdcg([[noise, noise], [a, a, a], [b]], all, threads), 'noise takes a place').toBeCloseTo(
    (3 / Math.log2(3) + 1 / 2) / ideal,
    10,
  )
  expect(rankingNdcg([[a, a], [a], [b]], all, threads), 'a question counts once').toBeCloseTo((3 + 1 / 2) / ideal, 10)
  expect(rankingNdcg([[a, noise], [b]], all, threads), 'half of its threads is not most of them').toBeCloseTo(1 / Math.log2(3) / ideal, 10)
})

test('gaps of questions that are not wanted take no place, and twenty places count', () => {
  const [a, other] = [thread('a', 1, 0), thread('b', 2, 1)]
  const isWanted = ({ half }: Grouped) => half === 0
  expect(rankingNdcg([[other, other], [a]], isWanted, [a, other, other])).toBeCloseTo(1, 10)
  const noise = Array.from({ length: 19 }, (_, i) => [thread(null, 10 + i)])
  expect(rankingNdcg([...noise, [a]], all, [a])).toBeCloseTo(1 / Math.log2(21), 10)
  expect(rankingNdcg([...noise, [thread(null, 99)], [a]], all, [a])).toBe(0)
})
