import { expect, test } from 'vitest'
import { likelihoodOf, suggestedMin, tickedMin } from './coverage-likelihood'

const fit = { anchor: null, share: 0.9, titleShare: 0.9, margin: 2, similarity: null }

test('a thread whose words an answer has is ticked, with a model only where it is similar, too; similarity alone suggests nothing', () => {
  expect(likelihoodOf(fit)).toBeGreaterThan(tickedMin)
  expect(likelihoodOf({ ...fit, similarity: 0.9 })).toBeGreaterThan(tickedMin)
  expect(likelihoodOf({ ...fit, similarity: 0.2 }), 'the same words for something else').toBeLessThan(tickedMin)
  expect(likelihoodOf({ ...fit, share: 0.1, titleShare: 0.1, similarity: 0.9 }), 'another question of the same subject').toBeLessThan(
    suggestedMin,
  )
})
