import path from 'node:path'
import { expect, test } from 'vitest'
import { env } from '../../lib/platform/env/env'
import { evaluate } from './evaluate'
import { readLabelledSet } from './labelled-set'
import { measure } from './measures'

// Labelled sets are not part of the project: this runs where CAIRN_EVAL_DIR names a folder that has them.
const dir = env().evalDir

test.runIf(dir)('search on cacm is no worse than plain BM25', async () => {
  const set = await readLabelledSet(path.join(dir as string, 'search/cacm'))
  const rankings = await evaluate(set, { task: 'search', olderOnly: false, progress: () => {} })
  const { ndcg10 } = measure(
    new Map([...rankings].map(([query, ranking]) => [query, ranking.map(({ document }) => document)])),
    set.grades ?? new Map(),
  )
  expect(ndcg10).toBeGreaterThanOrEqual(0.511)
})

test('measures are those of the textbooks', () => {
  const grades = new Map([
    [
      'q',
      new Map([
        ['a', 2],
        ['b', 1],
        ['c', 0],
      ]),
    ],
  ])
  expect(measure(new Map([['q', ['a', 'b', 'c']]]), grades)).toEqual({ queries: 1, map: 1, mrr: 1, ndcg10: 1, p1: 1 })
  const worse = measure(new Map([['q', ['c', 'b', 'a']]]), grades)
  expect(worse).toMatchObject({ mrr: 0.5, p1: 0, map: (1 / 2 + 2 / 3) / 2 })
  expect(worse.ndcg10).toBeCloseTo((1 / Math.log2(3) + 2 / 2) / (2 + 1 / Math.log2(3)))
})
