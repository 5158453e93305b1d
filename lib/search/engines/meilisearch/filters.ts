import { visibilitiesFor } from '../../../identity/viewer'
import { pool } from '../../../platform/db'
import type { IsValue } from '../../query/parse'
import type { EngineQuery } from '../port'

/** The query's filters and what the viewer may see, in the engine's words. Every part must hold. */
export async function filterOf(query: EngineQuery): Promise<string[]> {
  const { topicIds, tagIds, authorIds, is, either = [], before, after } = query.filters
  const parts: string[] = []
  const hidden = await hiddenTopics(query)
  if (hidden.length > 0) parts.push(`topics NOT IN [${hidden.join(', ')}]`)
  if (query.openingsOnly) parts.push('opening = true')
  if (topicIds.length > 0) parts.push(`topics IN [${topicIds.join(', ')}]`)
  if (tagIds.length > 0) parts.push(`tags IN [${tagIds.join(', ')}]`)
  if (authorIds.length > 0) parts.push(`author IN [${authorIds.join(', ')}]`)
  if (before) parts.push(`created < ${before.getTime()}`)
  if (after) parts.push(`created >= ${after.getTime()}`)
  parts.push(...is.map(isFilter))
  parts.push(...either.map((values) => values.map(isFilter).join(' OR ')))
  return parts
}

function isFilter(value: IsValue): string {
  if (value === 'canonical') return 'kind = answer'
  if (value === 'thread') return 'kind = thread'
  if (value === 'answered') return 'standing IN [answered, covered]'
  return `standing = ${value}`
}

// Read for every search and not kept in the index: a topic that is hidden is hidden at once.
async function hiddenTopics({ viewer }: EngineQuery): Promise<number[]> {
  if (viewer.audience === 'editor') return []
  const { rows } = await pool().query<{ id: number }>({
    name: 'search-hidden-topics',
    text: 'select id from topic where visibility <> all($1::visibility[])',
    values: [visibilitiesFor(viewer)],
  })
  return rows.map(({ id }) => id)
}
