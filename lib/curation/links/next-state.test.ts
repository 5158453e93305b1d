import { expect, test } from 'vitest'
import { type KnownLink, nextState } from './next-state'
import type { Outcome } from './outcome'

const hours = (count: number) => new Date(Date.UTC(2026, 0, 1, count))
const fresh: KnownLink = { state: 'unchecked', tries: 0, failingSince: null }

/** What these outcomes, each after so many hours, make of a link. */
function after(...checks: [number, Outcome['kind']][]): string[] {
  let link = fresh
  return checks.map(([at, kind]) => {
    link = nextState(link, { kind, status: null, why: '', movedTo: null }, hours(at))
    return link.state
  })
}

test('a page that its site says is gone is dead when it still is a day later, however often it is asked for before', () => {
  expect(after([0, 'gone'], [1, 'gone'], [2, 'gone'], [23, 'gone'])).toEqual(['unsure', 'unsure', 'unsure', 'unsure'])
  expect(after([0, 'gone'], [24, 'gone'])).toEqual(['unsure', 'dead'])
})

test('what may pass is dead after a week of failing, and what works once begins again', () => {
  expect(after([0, 'failing'], [24, 'failing'], [167, 'failing'], [168, 'failing'])).toEqual(['unsure', 'unsure', 'unsure', 'dead'])
  expect(after([0, 'failing'], [168, 'failing']), 'twice is not enough').toEqual(['unsure', 'unsure'])
  expect(after([0, 'gone'], [12, 'fine'], [24, 'gone'])).toEqual(['unsure', 'ok', 'unsure'])
  expect(after([0, 'gone'], [24, 'gone'], [48, 'failing'], [72, 'fine'])).toEqual(['unsure', 'dead', 'dead', 'ok'])
})

test('a site that lets no program look makes no link dead', () => {
  expect(after(...Array.from({ length: 30 }, (_, day): [number, 'walled'] => [24 * day, 'walled']))).toEqual(Array(30).fill('unsure'))
  expect(after([0, 'gone'], [24, 'gone'], [48, 'walled'])).toEqual(['unsure', 'dead', 'unsure'])
})

test('what is fine or dead is checked again after a week, and what fails the next day', () => {
  const next = (link: KnownLink, kind: Outcome['kind']) =>
    (nextState(link, { kind, status: null, why: '', movedTo: null }, hours(0)).checkAt.getTime() - hours(0).getTime()) / 3_600_000
  expect([next(fresh, 'fine'), next(fresh, 'walled'), next(fresh, 'gone'), next(fresh, 'failing')]).toEqual([168, 168, 24, 24])
  expect(next({ state: 'dead', tries: 5, failingSince: hours(-99) }, 'gone')).toBe(168)
})
