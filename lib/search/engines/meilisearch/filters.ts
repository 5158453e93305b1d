import { visibilitiesFor } from '../../../identity/viewer'
import { pool } from '../../../platform/db'
import { operators } from '../../query/operators'
import type { EngineQuery } from '../port'

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
  const { rows } = await pool().query<{ id: number }>({
    name: 'search-hidden-topics',
    text: 'select id from topic where visibility <> all($1::visibility[])',
    values: [visibilitiesFor(viewer)],
  })
  return rows.map(({ id }) => id)
}
