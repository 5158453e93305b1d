import { expect, test } from 'vitest'
import { aDocument, aLabelledSet } from '../../test/labelled-set'
import { threadsIn } from './gap-threads'
import type { LabelledSet } from './labelled-set'

const all = (...ids: string[]) => ids.map((id) => aDocument(id, `Title ${id}`, `Text ${id}`))
const unrelated = aLabelledSet(all('noise'), [], {})
const idsIn = (set: LabelledSet) =>
  threadsIn(set, { seed: 1, unrelated, progress: () => undefined }).map(({ id, question }) => [id, question])

test('of many queries for one document each is a thread that asks it, with noise', () => {
  const threads = idsIn(aLabelledSet(all('a'), all('p', 'q', 'r'), { p: { a: 1 }, q: { a: 1 }, r: { a: 1 } }))
  expect(threads.at(-1)).toEqual(['noise', null])
  expect(['p', 'q', 'r'].map((query) => [query, 'a'])).toEqual(expect.arrayContaining(threads.slice(0, -1)))
  expect(threads.length).toBeGreaterThan(1)
})

test('where queries have documents of their own, all texts are threads', () => {
  const threads = idsIn(aLabelledSet(all('a', 'b'), all('p', 'b'), { p: { a: 2 }, b: { a: 1 } }))
  expect(threads).toEqual([
    ['a', null],
    ['b', null],
    ['p', null],
  ])
})
