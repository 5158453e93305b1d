import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { anEditor, aTopic } from '../../../test/factories'
import { rowsRead } from '../../../test/plans'
import type { Viewer } from '../../identity/viewer'
import { visibilitiesFor } from '../../identity/viewer'
import { pool, queryRow } from '../../platform/db'
import { countStatement, edgeStatement, type GapScope, gapLists, gapsStatement } from './map-window'
import { countGaps, readGaps } from './read-map'

const windowMax = 300
const threads = 20_000
const perGap = 2
const countMax = 40

let editor: Viewer & { personId: number }
let scopes: GapScope[]
let small: number

/** Gaps of two threads each. Those of the small topic are far down. */
beforeAll(async () => {
  editor = await anEditor()
  const area = await aTopic()
  const large = await aTopic({ parentId: area })
  small = await aTopic({ parentId: area })
  const elsewhere = await aTopic()
  await pool().query(
    `insert into thread (id, topic_id, area_id, title, slug, body, created_at, activity_at, view_count)
     select n, case when n > ${threads - 100} then $1::int when n % 4 < 2 then $2::int else $3::int end,
       case when n > ${threads - 100} or n % 4 < 2 then $4::int else $3::int end, 'Thread ' || n, 'thread', 'Text.', now(), now() - make_interval(mins => n), n
     from generate_series(1, ${threads}) n`,
    [small, large, elsewhere, area],
  )
  await pool().query(
    `insert into gap (id, state, demand, since, threads, figures_at)
     select n, case n % 10 when 0 then 'covered' when 1 then 'dismissed' else 'open' end::gap_state, 1000000 - n, now() - make_interval(mins => n), ${perGap}, now()
     from generate_series(1, ${threads / perGap}) n`,
  )
  await pool().query(`insert into gap_thread (thread_id, gap_id) select n, (n + 1) / ${perGap} from generate_series(1, ${threads}) n`)
  await pool().query('update topic o set thread_count = (select count(*) from thread t where t.topic_id = o.id)')
  await pool().query('analyze')
  scopes = [
    null,
    { id: area, isArea: true, threads: threads / 2 },
    { id: large, isArea: false, threads: threads / 2 },
    { id: small, isArea: false, threads: 100 },
  ].map((topic) => ({ topic, windowMax }))
})

const Row = z.object({ value: z.number(), id: z.int() })

async function read({ text, values }: { text: string; values: unknown[] }) {
  const rows = await rowsRead(text, values)
  return { gaps: rows('gap'), members: rows('gap_thread'), threads: rows('thread') }
}

test('a page of gaps reads a bounded number of them, whatever the topic, the state and the page', async () => {
  let pages = 0
  for (const scope of scopes)
    for (const show of gapLists)
      for (const isLater of [false, true]) {
        const edge = await queryRow(pool(), Row, edgeStatement({ show, cursor: null }, { ...scope, topic: null }))
        const cursor = isLater ? { value: String(edge.value), id: String(edge.id) } : null
        const what = JSON.stringify({ topic: scope.topic, show, isLater })
        const page = await read(gapsStatement(visibilitiesFor(editor), { show, cursor, countMax }, scope))
        expect(page.gaps, what).toBeLessThanOrEqual(windowMax + 1)
        expect(page.members, what).toBeLessThanOrEqual((perGap + 1) * windowMax)
        expect(page.threads, what).toBeLessThanOrEqual((perGap + 1) * windowMax)
        expect((await read(edgeStatement({ show, cursor }, scope))).gaps, what).toBeLessThanOrEqual(windowMax + 1)
        pages++
      }
  expect(pages).toBe(24)
})

test('counting gaps looks at a bounded number of them', async () => {
  for (const scope of scopes) {
    const what = JSON.stringify(scope.topic)
    const count = await read(countStatement(visibilitiesFor(editor), scope))
    const looked = gapLists.length * windowMax
    expect(count.gaps, what).toBeLessThanOrEqual(looked)
    expect(count.members, what).toBeLessThanOrEqual((perGap + 1) * looked)
    expect(count.threads, what).toBeLessThanOrEqual((perGap + 1) * looked)
  }
})

test('gaps of a small topic are found wherever they are, and counts stop', async () => {
  const { gaps, next } = await readGaps(editor, { show: 'open', topicId: small, countMax: 30 })
  expect(gaps.map(({ id }) => id)).toEqual(
    Array.from({ length: 50 }, (_, i) => threads / perGap - 49 + i)
      .filter((id) => id % 10 > 1)
      .slice(0, 30),
  )
  const rest = await readGaps(editor, { show: 'open', topicId: small, countMax: 30, after: next ?? '' })
  expect([rest.gaps.length, rest.next]).toEqual([10, null])
  expect(await countGaps(editor, small)).toEqual({ open: 40, covered: 5, dismissed: 5 })
  expect(await countGaps(editor)).toEqual({ open: 1_001, covered: 1_000, dismissed: 1_000 })
})

test('pages of gaps that are decided follow each other without a gap or a repetition', async () => {
  const seen: number[] = []
  let after: string | null | undefined
  do {
    const page = await readGaps(editor, { show: 'covered', after: after ?? undefined, countMax: 300 })
    seen.push(...page.gaps.map(({ id }) => id))
    after = page.next
  } while (after)
  expect(seen).toEqual(Array.from({ length: 1_000 }, (_, i) => 10 * (i + 1)))
})
