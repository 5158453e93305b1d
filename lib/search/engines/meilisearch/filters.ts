import { z } from 'zod'
import { topicIsVisible, visibilitiesFor } from '../../../identity/viewer'
import { pool, queryRows } from '../../../platform/db'
import { operators } from '../../query/operators'
import type { EngineQuery } from '../port'

const Id = z.object({ id: z.int() })

/** The query's filters and what the viewer may see, in the engine's words. Every part must hold. */
export async function filterOf(query: EngineQuery): Promise<string[]> {
  const hidden = await hiddenTopics(query)
  return [
    ...(hidden.length > 0 ? [`topics NOT IN [${hidden.join(', ')}]`] : []),
    ...(query.openingsOnly ? ['opening = true'] : []),
    ...operators.flatMap(({ meilisearch }) => meilisearch(query.filters)),
  ]
}

// Read for every search and not kept in the index: a topic that is hidden is hidden at once.
async function hiddenTopics({ viewer }: EngineQuery): Promise<number[]> {
  if (viewer.audience === 'editor') return []
  const rows = await queryRows(pool(), Id, {
    name: 'search-hidden-topics',
    text: `select o.id from topic o where not (${topicIsVisible('o', '$1')})`,
    values: [visibilitiesFor(viewer)],
  })
  return rows.map(({ id }) => id)
}
