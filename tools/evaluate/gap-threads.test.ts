import { expect, test } from 'vitest'
import { type GapsOptions, threadsIn } from './gap-threads'
import type { LabelledDocument, LabelledSet } from './labelled-set'

const document = (id: string): LabelledDocument => ({
  id,
  title: `Title ${id}`,
  text: `Text ${id}`,
  tags: [],
  author: null,
  likes: 0,
  heat: 0,
  category: null,
  answers: null,
  created: null,
})
function aSet(documents: string[], queries: string[], labels: [query: string, document: string, grade: number][]): LabelledSet {
  const grades = new Map<string, Map<string, number>>()
  for (const [query, id, grade] of labels) grades.set(query, new Map(grades.get(query)).set(id, grade))
  const all = documents.map(document)
  return { documents: all, byId: new Map(all.map((each) => [each.id, each])), queries: queries.map(document), grades, candidates: null }
}
const options: GapsOptions = { seed: 1, unrelated: aSet(['noise'], [], []), progress: () => undefined }
const idsIn = (set: LabelledSet) => threadsIn(set, options).map(({ id, question }) => [id, question])

test('of many queries for one document each is a thread that asks it, with noise', () => {
  const queries = ['p', 'q', 'r']
  const set = aSet(
    ['a'],
    queries,
    queries.map((query) => [query, 'a', 1]),
  )
  const threads = idsIn(set)
  expect(threads.at(-1)).toEqual(['noise', null])
  expect(queries.map((query) => [query, 'a'])).toEqual(expect.arrayContaining(threads.slice(0, -1)))
  expect(threads.length).toBeGreaterThan(1)
})

test('where queries have documents of their own, all texts are threads', () => {
  const set = aSet(
    ['a', 'b'],
    ['p', 'b'],
    [
      ['p', 'a', 2],
      ['b', 'a', 1],
    ],
  )
  expect(idsIn(set)).toEqual([
    ['a', null],
    ['b', null],
    ['p', null],
  ])
})
