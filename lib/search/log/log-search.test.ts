import { expect, test } from 'vitest'
import { pool } from '../../platform/db/client'
import { logClick, logSearch } from './log-search'

const reader = { address: '192.0.2.1', userAgent: 'Mozilla/5.0 Chrome/130' }
const clickedOf = async (id: string) => (await pool().query('select clicked_kind, clicked_id from search_log where id = $1', [id])).rows[0]

test('a click belongs to the one who searched, and the first one counts', async () => {
  const id = (await logSearch(reader, { query: 'tls', hits: 3, engine: 'postgres', durationMs: 1 })) as string
  await logClick({ ...reader, address: '192.0.2.2' }, id, 'thread', 1)
  await logClick({ ...reader, userAgent: 'Another browser' }, id, 'thread', 2)
  expect(await clickedOf(id)).toEqual({ clicked_kind: null, clicked_id: null })
  await logClick(reader, id, 'answer', 3)
  await logClick(reader, id, 'thread', 4)
  expect(await clickedOf(id)).toEqual({ clicked_kind: 'answer', clicked_id: 3 })
})
