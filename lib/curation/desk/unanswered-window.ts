import type { Viewer } from '../../identity/viewer'
import { topicIsVisible, visibilitiesFor } from '../../identity/viewer'
import type { Keyset } from '../../platform/db'
import type { UnansweredRequest } from './unanswered-request'

/** As many threads are read for a page at most. */
export const windowMax = 20_000

/** Where the queue looks: a topic, a tag, both or everywhere. */
export type Scope = {
  topic: { id: number; areaId: number; isArea: boolean; threadCount: number } | null
  tag: { id: number; threadCount: number } | null
  /** A topic or tag of no more threads is read whole. */
  windowMax: number
}

type Order = {
  column: 'created_at' | 'view_count'
  type: 'timestamptz' | 'int'
  of: 'time' | 'number'
  direction: 'asc' | 'desc'
  sign: '>' | '<'
}

export const orders: Record<UnansweredRequest['sort'], Order> = {
  oldest: { column: 'created_at', type: 'timestamptz', of: 'time', direction: 'asc', sign: '>' },
  newest: { column: 'created_at', type: 'timestamptz', of: 'time', direction: 'desc', sign: '<' },
  views: { column: 'view_count', type: 'int', of: 'number', direction: 'desc', sign: '<' },
}

/** Days of each age. */
const sinceDays = { day: 1, week: 7, month: 30, year: 365, older: 365 } as const

/**
 * Makes the statement of a page of the queue. The window is at most so many threads in the order of an index; only conditions on what
 * the index is ordered by are in it, and all others are tried on its threads, so that a page reads a bounded number of rows, whatever the
 * filters. Where a full window has too few that match, the row with `edge` is its last thread: where the next page looks on.
 */
export function unansweredStatement(
  viewer: Viewer,
  request: UnansweredRequest & { countMax: number },
  scope: Scope,
  cursor: Keyset | null,
) {
  const { countMax } = request
  const { windowMax } = scope
  const { column, type, direction, sign } = orders[request.sort]
  const values: unknown[] = [visibilitiesFor(viewer)]
  const add = (value: unknown): `$${number}` => `$${values.push(value)}`
  const inOrder: string[] = ['t.hidden_at is null']
  const tried = [topicIsVisible('o', '$1')]
  const from = narrow(request, scope, { inOrder, tried, add })
  if (request.age) {
    const since = `now() - make_interval(days => ${add(sinceDays[request.age])}::int)`
    const condition = `created_at ${request.age === 'older' ? '<=' : '>'} ${since}`
    if (column === 'created_at') inOrder.push(`t.${condition}`)
    else tried.push(`w.${condition}`)
  }
  if (request.views) {
    const condition = `view_count >= ${add(request.views)}::int`
    if (column === 'view_count') inOrder.push(`t.${condition}`)
    else tried.push(`w.${condition}`)
  }
  if (request.silent) tried.push('w.reply_count = 0')
  if (cursor) inOrder.push(`(t.${column}, t.id) ${sign} (${add(cursor.value)}::${type}, ${add(cursor.id)}::int)`)

  const window = `(select t.id, t.topic_id, t.standing, t.state, t.reply_count, t.view_count, t.created_at, t.${column} as value ${from}
    where ${inOrder.join(' and ')} order by t.${column} ${direction}, t.id ${direction} limit ${windowMax}) w`
  const order = `order by w.value ${direction}, w.id ${direction}`
  const text = `with found as (
      select w.id, w.value, w.state = 'closed' as closed from ${window} join topic o on o.id = w.topic_id
      where ${tried.join(' and ')} ${order} limit ${countMax + 1})
    select w.id, w.value::text as value, w.closed, w.edge from (
      select id, value, closed, false as edge from found
      union all (select w.id, w.value, false, true from ${window} where (select count(*) from found) <= ${countMax}
        ${order} offset ${windowMax - 1} limit 1)) w
    order by w.edge, w.value ${direction}, w.id ${direction}`
  return { text, values }
}

type Narrowing = { inOrder: string[]; tried: string[]; add: (value: unknown) => `$${number}` }

/** Chooses the rows from which a window is taken: a small tag, a topic, or everything that has the resolution asked for. */
function narrow(request: UnansweredRequest, { topic, tag, windowMax }: Scope, { inOrder, tried, add }: Narrowing): string {
  const isSmallTag = tag !== null && tag.threadCount <= windowMax
  if (tag && isSmallTag) inOrder.push(`x.tag_id = ${add(tag.id)}::int`)
  if (topic) {
    const whole = topic.isArea ? `t.area_id = ${add(topic.id)}::int` : `t.topic_id = ${add(topic.id)}::int`
    inOrder.push(topic.isArea || isSmallTag || topic.threadCount <= windowMax ? whole : `t.area_id = ${add(topic.areaId)}::int`)
    if (!inOrder.includes(whole)) tried.push(whole.replace('t.', 'w.'))
  }
  const state = `standing = ${add(request.state)}::standing`
  // The indexes of a topic are ordered for all resolutions together.
  if (topic && !isSmallTag) tried.push(`w.${state}`)
  else inOrder.push(`t.${state}`)
  // A subquery for each thread, so that a large tag is never read whole.
  if (tag && !isSmallTag) tried.push(`(select true from thread_tag x where x.thread_id = w.id and x.tag_id = ${add(tag.id)}::int)`)
  return isSmallTag ? 'from thread_tag x join thread t on t.id = x.thread_id' : 'from thread t'
}
