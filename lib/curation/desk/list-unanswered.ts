import { z } from 'zod'
import { readThreadRows, type ThreadRow } from '../../community/threads'
import { authorize, topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { cursorOf, keysetRead, pool, queryRows } from '../../platform/db'
import { listingPageSize } from '../../shared'
import type { UnansweredRequest } from './unanswered-request'
import { orders, type Scope, unansweredStatement, windowMax } from './unanswered-window'

/** A thread that nothing covers. Nobody can reply to a closed one. */
export type UnansweredRow = ThreadRow & { closed: boolean }

export type UnansweredPage = {
  rows: UnansweredRow[]
  next: string | null
  /** Whether the page ended before it was full, because it had read as many threads as a page may. */
  cutShort: boolean
  /** Names of the topic and tag that were asked for; null where there is none or it is not there. */
  topic: string | null
  tag: string | null
}

const Found = z.object({ id: z.int(), value: z.string(), closed: z.boolean(), edge: z.boolean() })
const FoundTopic = z.object({ id: z.int(), areaId: z.int(), isArea: z.boolean(), name: z.string(), threadCount: z.int() })
const FoundTag = z.object({ id: z.int(), name: z.string(), threadCount: z.int() })

/**
 * Returns a page of the threads that nothing covers. Four queries at most, and a bounded number of rows read for each of them, whatever the
 * filters. @throws DomainError `forbidden` unless an editor.
 */
export async function listUnanswered(
  viewer: Viewer,
  { countMax = listingPageSize, ...request }: UnansweredRequest & { countMax?: number },
): Promise<UnansweredPage> {
  authorize(viewer, 'desk.see')
  const [topic, tag] = await Promise.all([findScopeTopic(viewer, request.topic), findScopeTag(request.tag)])
  const names = { topic: topic?.name ?? null, tag: tag?.name ?? null }
  if ((request.topic && !topic) || (request.tag && !tag)) return { rows: [], next: null, cutShort: false, ...names }
  const scope: Scope = { topic, tag, windowMax }
  const { cursor } = keysetRead({ after: request.after }, orders[request.sort].of)
  const found = await queryRows(pool(), Found, unansweredStatement(viewer, { ...request, countMax }, scope, cursor))
  const edge = found.find((row) => row.edge)
  const all = found.filter((row) => !row.edge)
  const page = all.slice(0, countMax)
  const last = all.length > countMax ? page.at(-1) : edge
  const rows = await readThreadRows(
    viewer,
    page.map(({ id }) => id),
  )
  return {
    rows: rows.map((row, i) => ({ ...row, closed: page[i]?.closed ?? false })),
    next: last ? cursorOf(last) : null,
    cutShort: edge !== undefined,
    ...names,
  }
}

async function findScopeTopic(viewer: Viewer, slug: string | undefined) {
  if (!slug) return null
  const [topic] = await queryRows(
    pool(),
    FoundTopic,
    `select o.id, coalesce(o.parent_id, o.id) as "areaId", o.parent_id is null as "isArea", o.name, o.thread_count as "threadCount"
     from topic o where o.slug = $1 and ${topicIsVisible('o', '$2')}`,
    [slug, visibilitiesFor(viewer)],
  )
  return topic ?? null
}

async function findScopeTag(name: string | undefined) {
  if (!name) return null
  const [tag] = await queryRows(
    pool(),
    FoundTag,
    `select g.id, g.name, g.thread_count as "threadCount" from tag g
     where g.name = $1 or g.id = (select s.tag_id from tag_synonym s where s.name = $1) order by g.name = $1 desc limit 1`,
    [name],
  )
  return tag ?? null
}
