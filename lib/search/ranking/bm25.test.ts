import { expect, test } from 'vitest'
import { analyse } from '../analysis/analyser'
import { packForwardIndex } from '../posts/forward-index'
import { editDistance } from '../query/spelling'
import { hasPhrase, scorer } from './bm25'
import { exactTermCap, expectedScoreStdDev, fuseScores } from './fusion'

const post = (title: string, body: string) => packForwardIndex(analyse(title), analyse(body))
const corpus = { posts: 1000, meanLength: 20 }
const queryTerm = (term: string, posts: number) => ({ typed: term, terms: [term], posts, weight: 1 })

test('a rare word weighs more than a common one', () => {
  const score = scorer({ queryTerms: [queryTerm('zeroconf', 3), queryTerm('error', 600)], corpus })
  expect(score(post('', 'zeroconf here'))).toBeGreaterThan(score(post('', 'error here')))
})

test('a word of the title weighs more than one of the body', () => {
  const score = scorer({ queryTerms: [queryTerm('socket', 20)], corpus })
  expect(score(post('socket', 'some text of that length'))).toBeGreaterThan(score(post('other', 'some socket of that length')))
})

test('words of the query that stand side by side weigh more', () => {
  const score = scorer({ queryTerms: [queryTerm('signal', 50), queryTerm('strength', 50)], corpus })
  expect(score(post('', 'the signal strength is low'))).toBeGreaterThan(score(post('', 'the strength of a signal low')))
  // Of the same words and the same length: side by side, the other way round, and apart.
  const [together, reversed, apart] = ['low signal strength here', 'low strength signal here', 'signal low strength here'].map((body) =>
    score(post('', body)),
  ) as [number, number, number]
  expect(together).toBeGreaterThan(apart)
  expect(reversed).toBe(apart)
  expect(score(post('signal strength', 'low')), 'in a title').toBeGreaterThan(score(post('strength signal', 'low')))
})

test('no word in common is no score', () => {
  expect(scorer({ queryTerms: [queryTerm('socket', 20)], corpus })(post('a', 'b'))).toBe(0)
})

test('a phrase is found side by side, also across an identifier, and not across title and body', () => {
  expect(hasPhrase(post('', 'the NWBrowser crashed'), ['nw', 'browser', 'crash'])).toBe(true)
  expect(hasPhrase(post('', 'browser the crashed'), ['browser', 'crash'])).toBe(false)
  expect(hasPhrase(post('browser', 'crashed'), ['browser', 'crash'])).toBe(false)
})

test('one edit is a letter dropped, added, replaced or swapped', () => {
  for (const misspelt of ['certifcate', 'certifficate', 'certificete', 'certifciate'])
    expect(editDistance(misspelt, 'certificate', 2), misspelt).toBe(1)
  expect(editDistance('abcdef', 'uvwxyz', 2)).toBe(3)
})

test('an exact code outweighs any likeness of a post that lacks it, where some post has it', () => {
  const large = { posts: 100_000, meanLength: 80 }
  const queryTerms = [
    { ...queryTerm('e47115', 3), typed: 'E47115' },
    ...['camera', 'stream', 'freezes', 'after', 'resume', 'driver'].map((word) => queryTerm(word, 2_000)),
  ]
  const [has, lacks] = [post('', `It says E47115 ${'and much besides '.repeat(26)}`), post('', 'Picture stops when the laptop wakes')]
  const scoreStdDev = expectedScoreStdDev(queryTerms, large, 'question')
  const like = { zScore: 6, value: 0.9, chunk: 1 }
  const score = scorer({ queryTerms, corpus: large })
  const semanticCap = exactTermCap(queryTerms, large, [has, lacks])
  expect(fuseScores(0, like, { scoreStdDev }), 'without a limit it would not').toBeGreaterThan(score(has))
  expect(fuseScores(0, like, { scoreStdDev, cap: semanticCap(lacks) })).toBeLessThan(score(has))
  expect(semanticCap(has)).toBe(Number.POSITIVE_INFINITY)
  expect(exactTermCap(queryTerms, large, [lacks])(lacks), 'nobody has it').toBe(Number.POSITIVE_INFINITY)
})
