import { deskCountedMax } from '../../shared'
import { gapRowsText, threadCounts, threadIsIn } from './gap-rows'

/** States whose gaps are listed. */
export const gapLists = ['open', 'covered', 'dismissed'] as const
export type GapList = (typeof gapLists)[number]

/** A topic of no more threads is read whole; otherwise so many gaps are looked at. */
export const windowMax = 10_000

/** Where gaps are looked for: in a topic and below it, or everywhere. */
export type GapScope = { topic: { id: number; isArea: boolean; threads: number } | null; windowMax: number }

/** Where a page begins: after this gap. `value` is that by which gaps are ordered, times as milliseconds. */
export type GapCursor = { value: string; id: string } | null

/** Open gaps by demand; the others by when that was, the latest first. */
const columns = { open: 'demand', covered: 'since', dismissed: 'since' } as const
const parameterOf = { demand: (value: string) => `${value}::float8`, since: (value: string) => `to_timestamp(${value}::float8 / 1000)` }
const milliseconds = { demand: 'g.demand', since: 'floor(extract(epoch from g.since) * 1000)::float8' }

type Add = (value: unknown) => `$${number}`

/** Binds values one after the other. */
function bound(values: unknown[]): { values: unknown[]; add: Add } {
  return { values, add: (value) => `$${values.push(value)}` }
}

/**
 * In SQL: the gaps with threads of a topic. Each is read by itself, so that the others are never read. Of a large topic, as many threads
 * are looked at as `max` says, those with the latest activity.
 */
function gapsOf({ id, isArea }: NonNullable<GapScope['topic']>, max: number, add: Add): string {
  return `(select distinct m.gap_id as id from (select t.id from thread t where t.hidden_at is null and t.${isArea ? 'area_id' : 'topic_id'} = ${add(id)}::int
      order by t.activity_at desc, t.id desc limit ${max}) t
    cross join lateral (select x.gap_id from gap_thread x where x.thread_id = t.id limit 1) m)`
}

/**
 * In SQL: the first gaps of a state, in order, at most so many, as `g`. Those of a small topic are found by its threads: among the others, they
 * could be far down. Conditions that need threads are tried on these alone.
 */
function gapWindow(show: GapList, { topic, windowMax }: GapScope, cursor: GapCursor, add: Add): string {
  const column = columns[show]
  const isSmall = topic !== null && topic.threads <= windowMax
  const from = isSmall
    ? `${gapsOf(topic, windowMax, add)} here cross join lateral (select * from gap x where x.id = here.id limit 1) g`
    : 'gap g'
  const conditions = [`g.state = ${add(show)}::gap_state`]
  if (cursor) {
    const value = parameterOf[column](add(cursor.value))
    conditions.push(`g.${column} <= ${value} and (g.${column} < ${value} or g.id > ${add(cursor.id)}::int)`)
  }
  return `(select g.* from ${from} where ${conditions.join(' and ')} order by g.${column} desc, g.id limit ${windowMax}) g`
}

type Visibilities = readonly string[]

/** Makes the statement of a page, whose rows are those of `readGapRows()`. */
export function gapsStatement(
  visibilities: Visibilities,
  { show, cursor, countMax }: { show: GapList; cursor: GapCursor; countMax: number },
  scope: GapScope,
) {
  const { values, add } = bound([visibilities, scope.topic?.id ?? null])
  const from = gapWindow(show, scope, cursor, add)
  const text = gapRowsText(`true order by g.${columns[show]} desc, g.id limit ${add(countMax + 1)}`, { from })
  return { text, values }
}

/** Makes the statement that reads the last gap of a window that is full: where the next page looks on. */
export function edgeStatement({ show, cursor }: { show: GapList; cursor: GapCursor }, scope: GapScope) {
  const { values, add } = bound([])
  const column = columns[show]
  const text = `select ${milliseconds[column]} as value, g.id from ${gapWindow(show, scope, cursor, add)}
    order by g.${column} desc, g.id offset ${scope.windowMax - 1} limit 1`
  return { text, values }
}

/** Makes the statement that counts the gaps of each state, up to a bound and among those that are looked at. */
export function countStatement(visibilities: Visibilities, { topic, windowMax }: GapScope) {
  const { values, add } = bound([visibilities, topic?.id ?? null])
  const here = topic && gapsOf(topic, windowMax, add)
  const from = (show: GapList) =>
    here
      ? `here cross join lateral (select x.id, x.state from gap x where x.id = here.id limit 1) g where g.state = '${show}'`
      : `(select x.id, x.state from gap x where x.state = '${show}' order by x.${columns[show]} desc, x.id limit ${windowMax}) g where true`
  const count = (show: GapList) => `(select count(*)::int from (select 1 from ${from(show)} and exists (
      select 1 from gap_thread member join thread t on t.id = member.thread_id join topic o on o.id = t.topic_id
      where member.gap_id = g.id and ${threadCounts} and ${threadIsIn}) limit ${deskCountedMax + 1}) few) as ${show}`
  return { text: `${here ? `with here as materialized ${here} ` : ''}select ${gapLists.map(count).join(', ')}`, values }
}
