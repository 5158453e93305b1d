import { expect, test } from 'vitest'
import { archiveName, outdated, timeOfArchive } from './retention'
import { isDue } from './schedule'

const nights = (count: number, from = Date.UTC(2026, 10, 28, 3, 37)) =>
  Array.from({ length: count }, (_, i) => archiveName(new Date(from - i * 86_400_000), false))

test('seven days and four weeks are kept of a year of nights', () => {
  const all = nights(365)
  const old = new Set(outdated(all))
  const kept = all.filter((name) => !old.has(name)).map((name) => timeOfArchive(name)?.toISOString().slice(0, 10))
  // 28 November 2026 is a Saturday. The newest backup of each earlier week is of a Sunday.
  expect(kept).toEqual([
    '2026-11-28',
    '2026-11-27',
    '2026-11-26',
    '2026-11-25',
    '2026-11-24',
    '2026-11-23',
    '2026-11-22',
    '2026-11-15',
    '2026-11-08',
  ])
})

test('of several backups of a day the newest stays, and days without one don’t count', () => {
  const [morning, evening] = [archiveName(new Date('2026-11-28T04:00:00Z'), false), archiveName(new Date('2026-11-28T20:00:00Z'), false)]
  const longAgo = nights(3, Date.UTC(2026, 2, 1))
  expect(outdated([evening, ...longAgo, morning])).toEqual([morning])
})

test('backups from before a migration are kept beside the others, two of them, and what is not ours is never removed', () => {
  const before = nights(4).map((name) => name.replace('.tar.gz', '-before-migration.tar.gz'))
  expect(outdated([...before, 'holiday.jpg', 'cairn-mine.tar.gz', ...nights(2)])).toEqual(before.slice(2))
})

test('a backup is due once a night, also where the machine slept through it, and an hour after a try that failed', () => {
  const last = (at: string) => ({ at, archive: '', place: '', bytes: 1, pictures: 0, lost: 0, seconds: 1, kept: 1 })
  const failure = (at: string) => ({ at, skipped: false, because: 'x' })
  const local = (day: number, hour: number) => new Date(2026, 10, day, hour, 0)
  const made = last(local(27, 4).toISOString())
  expect(isDue({ last: null, failure: null }, local(28, 12))).toBe(true)
  expect(isDue({ last: made, failure: null }, local(28, 2))).toBe(false)
  expect(isDue({ last: made, failure: null }, local(28, 4))).toBe(true)
  expect(isDue({ last: made, failure: null }, local(30, 18))).toBe(true)
  expect(isDue({ last: made, failure: failure(local(28, 4).toISOString()) }, new Date(2026, 10, 28, 4, 30))).toBe(false)
  expect(isDue({ last: made, failure: failure(local(28, 4).toISOString()) }, local(28, 6))).toBe(true)
  expect(isDue({ last: made, failure: failure(local(28, 4).toISOString()) }, local(28, 5)), 'after an hour').toBe(true)
})
