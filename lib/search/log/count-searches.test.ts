import { randomBytes } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { pool } from '../../platform/db/client'
import { continueCounting } from './count-searches'
import { removeOldFigures } from './refresh-totals'
import { countRareFailing, oftenSearched, readShownQueries } from './shown'

beforeEach(async () => {
  await pool().query('truncate search_log, search_query cascade')
  await pool().query(`update search_log_run set mask_version = 0, masked_to = 0, counted_at = 'epoch', counted_to = 0`)
})

type Search = { query: string; daysAgo?: number; minutes?: number; session?: string; hits?: number; opened?: boolean; robot?: boolean }

/** Noon of a day, so that minutes more stay on it. */
async function logged(...searches: Search[]): Promise<void> {
  for (const {
    query,
    daysAgo = 1,
    minutes = 0,
    session = randomBytes(6).toString('hex'),
    hits = 0,
    opened = false,
    robot = false,
  } of searches)
    await pool().query(
      `insert into search_log (at, query, hits, engine, duration_ms, session, robot, clicked_kind, clicked_id)
       values ((now() at time zone 'utc')::date + time '12:00' - make_interval(days => $1, secs => -60 * $2::float), $3, $4, 'postgres', 1, $5, $6,
         case when $7 then 'thread'::subject_kind end, case when $7 then 1 end)`,
      [daysAgo, minutes, query, hits, Buffer.from(session), robot, opened],
    )
}

async function count(): Promise<void> {
  while (await continueCounting());
}

const figures = async (text: string) =>
  (await pool().query('select searches, sessions, not_found, not_opened, refined, shown from search_query where text = $1', [text])).rows[0]
const shown = async () => {
  const { rows } = await pool().query('select id from search_query')
  return [...(await readShownQueries(rows.map(({ id }) => id))).values()].sort()
}

test('a query counts once for each session of a day, by the best that came of it; robots do not count', async () => {
  await logged(
    { query: 'Quiet pump', session: 'a' },
    { query: 'quiet  PUMP', session: 'a', minutes: 9, hits: 2, opened: true },
    { query: 'quiet pump', session: 'b' },
    { query: 'quiet pump', session: 'b', daysAgo: 2 },
    { query: 'quiet pump', session: 'c', hits: 3 },
    { query: 'quiet pump', robot: true },
  )
  await count()
  expect(await figures('quiet pump')).toEqual({ searches: 5, sessions: 4, not_found: 2, not_opened: 1, refined: 0, shown: true })
  await count()
  expect((await figures('quiet pump')).searches, 'nothing is counted twice').toBe(5)
})

test('who opens nothing and soon asks again with some of the same words was not content', async () => {
  await logged(
    { query: 'valve leaks', session: 'a', hits: 2 },
    { query: 'valve drips slowly', session: 'a', hits: 2, minutes: 1, opened: true },
    { query: 'valve leaks', session: 'b', hits: 2, opened: true },
    { query: 'valve leaks oil', session: 'b', hits: 2, minutes: 1 },
    { query: 'valve leaks', session: 'c', hits: 2 },
    { query: 'the rusty kettle', session: 'c', hits: 2, minutes: 1 },
    { query: 'valve leaks', session: 'd', hits: 2 },
    { query: 'valve leaks badly', session: 'd', hits: 2, minutes: 20 },
  )
  await count()
  expect(await figures('valve leaks')).toMatchObject({ sessions: 4, not_found: 0, refined: 1, not_opened: 2 })
})

test('what was logged before is masked, and never counted or shown otherwise', async () => {
  await logged({ query: 'ada@example.org can’t sign in', session: 'a' }, { query: 'call 01711234567', daysAgo: 300 })
  await pool().query(
    `insert into search_log (at, query, hits, engine, duration_ms, session, robot) values (now(), 'password=hunter2', 0, 'postgres', 1, 'x', true)`,
  )
  await count()
  const { rows } = await pool().query('select query from search_log union all select text from search_query order by 1')
  expect(rows.map(({ query }) => query)).toEqual(['call •••', 'password=•••', '••• can’t sign in', '••• can’t sign in'].sort())
})

test('a search that is not half an hour old is not counted yet', async () => {
  await pool().query(
    `insert into search_log (query, hits, engine, duration_ms, session, robot) values ('new', 0, 'postgres', 1, 'x', false)`,
  )
  await count()
  expect(await figures('new')).toBeUndefined()
})

test('a query is shown from three sessions of one day, or five on at least three days of ninety; others are a number', async () => {
  // What each of these asked, as sessions by days ago.
  const asked: Record<string, Record<number, number>> = {
    'three on a day': { 5: 3 },
    'two on a day': { 5: 2 },
    'five on three days': { 1: 2, 40: 2, 89: 1 },
    'four on four days': { 1: 1, 2: 1, 3: 1, 4: 1 },
    'five on five days, one too old': { 1: 1, 2: 1, 3: 1, 4: 1, 90: 1 },
    'four on two days': { 1: 2, 2: 2 },
    'three long ago': { 95: 3 },
  }
  for (const [query, days] of Object.entries(asked))
    for (const [daysAgo, sessions] of Object.entries(days))
      await logged(...Array.from({ length: sessions }, () => ({ query, daysAgo: Number(daysAgo), hits: 1 })))
  // One session many times is one; robots are none.
  await logged(...Array.from({ length: 9 }, () => ({ query: 'one person', session: 'same' })))
  await logged(...Array.from({ length: 9 }, () => ({ query: 'robots', robot: true })))
  await count()
  const expected = ['five on three days', 'three on a day']
  expect(await shown()).toEqual(expected)
  expect((await oftenSearched(100)).sort()).toEqual(expected)
  expect(await countRareFailing()).toBe(5)
})

test('below the threshold nothing of a query is shown, whoever asked when', async () => {
  let seed = 7
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((seed / 2_147_483_648) * below)
  }
  const rare: string[] = []
  for (let i = 0; i < 40; i++) {
    const sessions = new Map<number, number>()
    for (let n = random(7); n >= 0; n--) {
      const day = 1 + random(100)
      sessions.set(day, (sessions.get(day) ?? 0) + 1)
    }
    const within = [...sessions].filter(([day]) => day < 90)
    const all = within.reduce((sum, [, n]) => sum + n, 0)
    const isCommon = within.some(([, n]) => n >= 3) || (all >= 5 && within.length >= 3)
    const query = `seeded ${isCommon ? 'common' : 'rare'} ${String.fromCharCode(97 + (i % 26), 97 + Math.floor(i / 26))}`
    if (!isCommon) rare.push(query)
    for (const [daysAgo, n] of sessions) await logged(...Array.from({ length: n }, () => ({ query, daysAgo, hits: random(2) })))
  }
  await count()
  expect(rare.length).toBeGreaterThan(10)
  const seen = [...(await shown()), ...(await oftenSearched(100))]
  expect(seen.length).toBeGreaterThan(0)
  expect(seen.filter((text) => text.includes('rare'))).toEqual([])
})

test('figures end after ninety days, and texts with them unless something refers to them', async () => {
  await logged({ query: 'gone' }, { query: 'kept' })
  await count()
  await pool().query(`update search_query set kept = true where text = 'kept'`)
  await pool().query(`update search_query_day set day = day - 90`)
  await removeOldFigures()
  expect(await figures('gone')).toBeUndefined()
  expect(await figures('kept')).toMatchObject({ searches: 0, sessions: 0 })
})
