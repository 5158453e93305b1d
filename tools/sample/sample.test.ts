import { expect, test } from 'vitest'
import { readAnswer } from '../../lib/answers/read-answer'
import { visitor } from '../../lib/identity/viewer/viewer'
import { recount } from '../../lib/maintenance/recount'
import { db } from '../../lib/platform/db/client'
import { search, searchEngine } from '../../lib/search'
import { fillWithSample } from './fill'

test('the sample fills an empty database once, whole and with counters that are right', async () => {
  expect(await fillWithSample(() => {})).toBe(true)
  expect(await fillWithSample(() => {})).toBe(false)
  expect(await db().thread.count()).toBeGreaterThanOrEqual(30)
  expect(await db().answer.count({ where: { status: 'published' } })).toBe(5)
  expect((await recount(false)).filter(({ rows }) => rows > 0)).toEqual([])
})

test('every coverage of the sample names a section that is there, and every revision differs from the one before', async () => {
  for (const answer of await db().answer.findMany({ include: { coverages: true, revisions: { orderBy: { number: 'asc' } } } })) {
    const view = await readAnswer(visitor, answer.slug)
    const anchors = view && !('successor' in view) ? view.rendered.sections.map((section) => section.anchor) : []
    for (const { section } of answer.coverages) expect(anchors, answer.slug).toContain(section)
    for (const [i, revision] of answer.revisions.entries()) {
      if (i > 0) expect(revision.body, `${answer.slug} ${revision.number}`).not.toBe(answer.revisions[i - 1]?.body)
    }
  }
})

test('a reader of the sample finds the answer for the words people use', async () => {
  for (const [text, slug] of [
    ['certificate rejected after renewal', 'tls-handshake-fails'],
    ['rssi', 'wifi-signal-strength'],
    ['-65570', 'local-network-permission'],
    ['-1001', 'which-timeout-is-running'],
  ]) {
    expect((await search(searchEngine(), visitor, { text: text as string })).answer?.slug, text).toBe(slug)
  }
})
