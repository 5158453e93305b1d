import { expect, test } from 'vitest'
import { analyse } from '../analysis/analyser'
import { alternativesOf } from './alternatives'
import { rulesOf } from './synonyms'

const alternatives = (query: string, ...synonyms: [words: string, means: string, bothWays?: boolean][]) =>
  Object.fromEntries(
    alternativesOf(analyse(query), rulesOf(synonyms.map(([words, means, bothWays = false]) => ({ words, means, bothWays })))),
  )

test('words are compared as search knows them', () => {
  expect(alternatives('Teapots leak', ['teapot', 'Kettles'])).toEqual({ teapot: [['kettl']] })
})

test('words of a synonym follow each other in the query, and each of them has what they mean', () => {
  expect(alternatives('how to sign out', ['sign out', 'logout'])).toEqual({ sign: [['logout']], out: [['logout']] })
  expect(alternatives('out of the sign', ['sign out', 'logout'])).toEqual({})
  expect(alternatives('2fa', ['two factor', '2fa', true])).toEqual({
    2: [['two', 'factor']],
    fa: [['two', 'factor']],
    '2fa': [['two', 'factor']],
  })
})

test('several synonyms of a word count, each once; what stands for itself or for nothing is none', () => {
  expect(alternatives('pot', ['pot', 'kettle'], ['pot', 'kettles'], ['pot', 'pan'], ['pot', 'pots'], ['pot', '???'])).toEqual({
    pot: [['kettl'], ['pan']],
  })
})
