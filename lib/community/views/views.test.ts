import { expect, test } from 'vitest'
import { eventually } from '../../../test/eventually'
import { aThread } from '../../../test/factories'
import { db, pool } from '../../platform/db/client'
import { runHousekeeping } from '../../worker/housekeeping'
import { ViewCounter } from './count-views'

const browser = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130 Safari/537.36'
const viewsOf = async (id: number) => (await db().thread.findUniqueOrThrow({ where: { id } })).viewCount

test('a person counts once a day, another person too, a robot never', async () => {
  const { id } = await aThread()
  const counter = new ViewCounter()
  for (let i = 0; i < 3; i++) counter.note('thread', id, '192.0.2.1', browser)
  counter.note('thread', id, '192.0.2.2', browser)
  counter.note('thread', id, '192.0.2.3', 'Mozilla/5.0 (compatible; Googlebot/2.1)')
  counter.note('thread', id, '192.0.2.4', '')
  await eventually(async () => {
    await counter.flush()
    expect(await viewsOf(id)).toBe(2)
  })
  // Visits are noted in their order: once the later one counts, the earlier one would have.
  counter.note('thread', id, '192.0.2.1', browser)
  counter.note('thread', id, '192.0.2.5', browser)
  await eventually(async () => {
    await counter.flush()
    expect(await viewsOf(id)).toBeGreaterThan(2)
  })
  await counter.stop()
  expect(await viewsOf(id)).toBe(3)
})

test('views are counted by day, also of several days, and what is passed over as a view is not', async () => {
  const [one, other] = [await aThread(), await aThread()]
  const counter = new ViewCounter()
  const daysOf = async (subjectId: number) =>
    (await db().viewDay.findMany({ where: { kind: 'thread', subjectId }, orderBy: { day: 'asc' } })).map(({ day, views }) => [
      day.toISOString().slice(0, 10),
      views,
    ])
  const today = (await pool().query(`select (now() at time zone 'utc')::date::text as day`)).rows[0].day
  const yesterday = new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10)
  for (const address of ['192.0.2.11', '192.0.2.11', '192.0.2.12']) counter.note('thread', one.id, address, browser)
  counter.note('thread', one.id, '192.0.2.13', 'Mozilla/5.0 (compatible; Googlebot/2.1)')
  counter.note('thread', other.id, '192.0.2.11', browser)
  await eventually(async () => {
    await counter.flush()
    expect(await daysOf(other.id)).toEqual([[today, 1]])
    expect(await daysOf(one.id)).toEqual([[today, 2]])
  })
  await pool().query('update view_day set day = day - 1 where subject_id = $1', [one.id])
  counter.note('thread', one.id, '192.0.2.14', browser)
  await eventually(async () => {
    await counter.flush()
    expect(await daysOf(one.id)).toEqual([
      [yesterday, 2],
      [today, 1],
    ])
  })
  await counter.stop()
  expect(await viewsOf(one.id)).toBe(3)
})

test('no address is stored', async () => {
  const visits = await db().visit.findMany()
  expect(visits.length).toBeGreaterThan(0)
  for (const visit of visits) expect(Buffer.from(visit.visitor).toString('latin1')).not.toContain('192.0.2')
})

test('threads that several visitors of a past day opened together are counted, and the visits go', async () => {
  const [a, b, c] = [await aThread(), await aThread(), await aThread()]
  const day = new Date(Date.now() - 3 * 86_400_000)
  const visit = (visitor: string, subjectId: number) => ({ day, kind: 'thread' as const, subjectId, visitor: Buffer.from(visitor) })
  await db().visit.createMany({
    data: [...['x', 'y', 'z'].flatMap((visitor) => [visit(visitor, a.id), visit(visitor, b.id)]), visit('x', c.id)],
  })
  await runHousekeeping()
  await runHousekeeping()
  expect(await db().openedTogether.findMany()).toEqual([{ lowId: a.id, highId: b.id, count: 3 }])
  expect(await db().visit.count({ where: { day } })).toBe(0)
  // Once there are enough of them the two lists are computed again, that day and not each.
  const asked = async () => {
    const { rows } = await pool().query(`select (data ->> 'id')::int as id from pgboss.job where name = 'related.refresh' order by 1`)
    await pool().query('delete from pgboss.job')
    return rows.map(({ id }) => id)
  }
  await asked()
  for (const expected of [[a.id, b.id], []]) {
    await db().visit.createMany({ data: ['v', 'w'].flatMap((visitor) => [visit(visitor, a.id), visit(visitor, b.id)]) })
    await runHousekeeping()
    expect(await asked()).toEqual(expected)
  }
})
