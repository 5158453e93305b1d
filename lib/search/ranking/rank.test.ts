import { expect, test } from 'vitest'
import type { ExactPhrase } from './exact-phrase'
import { semanticCap } from './rank'

const [holding, other] = [Buffer.from('holding'), Buffer.from('other')]
const corpus = { posts: 100, meanLength: 20 }
const phrase = (isLiteral: boolean): ExactPhrase => ({
  isLiteral,
  levelOf: (forward) => (forward === holding ? 1 : 0),
  bonusOf: (forward) => (forward === holding ? 7 : 0),
})
const capsOf = (given: ExactPhrase | null, candidates: Buffer[]) => candidates.map(semanticCap([], corpus, candidates, given))

test('what is only like a pasted line gains no more by it than a post that has the line', () => {
  expect(capsOf(phrase(true), [holding, other])).toEqual([Number.POSITIVE_INFINITY, 7])
})

test('where nobody has the line, or it was not pasted, similarity has no such limit', () => {
  const unlimited = Number.POSITIVE_INFINITY
  expect(capsOf(phrase(true), [other])).toEqual([unlimited])
  expect(capsOf(phrase(false), [holding, other])).toEqual([unlimited, unlimited])
  expect(capsOf(null, [holding, other])).toEqual([unlimited, unlimited])
})
