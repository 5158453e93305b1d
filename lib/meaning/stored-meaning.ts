import { pool } from '../db/client'
import { readServingModel } from './models'
import type { QueryMeaning } from './query-meaning'
import { readVectors, titlePart } from './vectors'

/** What the opening of a thread or the head of an answer means, from what is stored: no model has to run. Null where nothing is. */
export async function storedMeaning(kind: 'thread' | 'answer', id: number): Promise<QueryMeaning | null> {
  const model = await readServingModel()
  if (!model) return null
  const { rows } = await pool().query(
    'select id::text from search_post where group_kind = $1::subject_kind and group_id = $2 and place = 0',
    [kind, id],
  )
  const parts = rows[0] ? ((await readVectors(model.id, [rows[0].id])).get(rows[0].id) ?? []) : []
  const text = parts.find(({ part }) => part === titlePart + 1)?.vector
  const title = parts.find(({ part }) => part === titlePart)?.vector ?? text
  return text && title ? { modelId: model.id, text, title } : null
}
