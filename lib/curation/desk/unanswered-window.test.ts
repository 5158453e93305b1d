import { expect, test } from 'vitest'
import { z } from 'zod'
import { anEditor, aTopic } from '../../../test/factories'
import { rowsRead } from '../../../test/plans'
import { pool, queryRow } from '../../platform/db'
import type { UnansweredRequest } from './unanswered-request'
import { type Scope, unansweredStatement } from './unanswered-window'

const windowMax = 500
const threads = 20_000

/** Threads of two areas, one with a large and a small subtopic; every other one unanswered, and one in three with the large tag. */
async function aBigForum() {
  const area = await aTopic()
  const [large, small, other] = [await aTopic({ parentId: area }), await aTopic({ parentId: area }), await aTopic()]
  await pool().query(
    `insert into thread (topic_id, area_id, title, slug, body, standing, created_at, activity_at, view_count, reply_count)
     select case when n % 2000 = 0 then $1::int when n % 2 = 0 then $2::int else $3::int end, case when n % 2 = 0 then $4::int else $3::int end,
       'Thread ' || n, 'thread', 'Text.', (array['unanswered', 'unanswered', 'answered', 'covered'])[1 + n / 4 % 4]::standing,
       now() - make_interval(mins => n * 60), now(), n * 7919 % 10007, n % 3
     from generate_series(1, ${threads}) n`,
    [small, large, other, area],
  )
  await pool().query(`insert into tag (name, thread_count) values ('large', ${Math.trunc(threads / 3)}), ('small', ${threads / 400})`)
  await pool().query(
    `insert into thread_tag (thread_id, tag_id) select t.id, g.id from thread t join tag g on t.id % 3 = 0 and g.name = 'large' or t.id % 400 = 0 and g.name = 'small'`,
  )
  await pool().query('analyze')
  const tagOf = (name: string) => queryRow(pool(), z.object({ id: z.int() }), 'select id from tag where name = $1', [name])
  const below = (id: number, threadCount: number) => ({ id, areaId: area, isArea: false, threadCount })
  const topics: Scope['topic'][] = [
    null,
    { id: area, areaId: area, isArea: true, threadCount: 0 },
    below(large, threads / 2),
    below(small, threads / 2000),
  ]
  const tags: Scope['tag'][] = [
    null,
    { id: (await tagOf('large')).id, threadCount: Math.trunc(threads / 3) },
    { id: (await tagOf('small')).id, threadCount: threads / 400 },
  ]
  return { topics, tags }
}

test('a page reads a bounded number of threads, whatever its filters and its order', async () => {
  const { topics, tags } = await aBigForum()
  const editor = await anEditor()
  const read: [number, string][] = []
  for (const topic of topics)
    for (const tag of tags)
      for (const sort of ['oldest', 'newest', 'views'] as const)
        for (const filters of [
          {},
          { silent: true },
          { age: 'week' },
          { age: 'older' },
          { views: 10_000 },
          { views: 9_000, silent: true },
        ] as const)
          for (const cursor of [null, sort === 'views' ? { value: '5000', id: 1 } : { value: '2026-01-01 00:00:00+00', id: 1 }]) {
            const request: UnansweredRequest & { countMax: number } = { state: 'unanswered', sort, countMax: 25, ...filters }
            const { text, values } = unansweredStatement(editor, request, { topic, tag, windowMax }, cursor)
            const rows = await rowsRead(text, values)
            const what = JSON.stringify({ ...request, topic, tag, cursor })
            read.push([rows('thread'), what], [rows('thread_tag'), what])
          }
  // A page that is not full reads its window again, to say where the next one begins. Where half of all threads are of the topic, or unanswered, PostgreSQL may read the others on the way.
  expect(read.length).toBe(864)
  expect(read.filter(([rows]) => rows > 6 * windowMax)).toEqual([])
})
