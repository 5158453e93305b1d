import { expect, test } from 'vitest'
import type { AnalysisState } from '../search'
import { Turns } from './turns'

const index = (version: string, running = false, done = 0) => ({ version, running, done, reached: BigInt(done) }) as AnalysisState

test('a process begins its version once, and goes on with it', () => {
  const turns = new Turns(() => 0)
  expect(turns.next('mine', index(''))).toBe('begin')
  expect(turns.next('mine', index('mine', true))).toBe('go on')
  expect(turns.next('mine', index('mine'))).toBe('rest')
  expect(turns.next('mine', index('other', true)), 'taken by another').toBe('rest')
})

test('one that only found its version made leaves the index to the version that follows', () => {
  const turns = new Turns(() => 0)
  expect(turns.next('mine', index('mine'))).toBe('rest')
  expect(turns.next('mine', index('other', true))).toBe('rest')
})

test('another version that moves keeps its turn, however long it takes', () => {
  let minutes = 0
  const turns = new Turns(() => minutes * 60_000)
  turns.next('mine', index('mine'))
  for (; minutes < 600; minutes += 4) expect(turns.next('mine', index('other', true, minutes))).toBe('rest')
  minutes += 10
  expect(turns.next('mine', index('other', true, 596)), 'and loses it where it stops').toBe('begin')
})

test('two workers that both stay, of another ICU each, leave the index alone after a while', () => {
  let hours = 0
  let state = index('')
  let begun = 0
  const both = ['ICU 1', 'ICU 2'].map((version) => ({ version, turns: new Turns(() => hours * 3_600_000) }))
  for (; hours < 24 * 365; hours++)
    for (const { version, turns } of both)
      if (turns.next(version, state) === 'begin') {
        begun++
        state = index(version)
      }
  expect(begun).toBeGreaterThan(2)
  expect(begun).toBeLessThan(20)
})
