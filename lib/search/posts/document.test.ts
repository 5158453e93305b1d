import { expect, test } from 'vitest'
import { aThread } from '../../../test/factories'
import { pool } from '../../platform/db/client'

test('a post of a hundred thousand different words is saved and found by its beginning', async () => {
  const word = (i: number) => String.fromCodePoint(...[1, 40, 1_600].map((n) => 0x10d0 + (Math.floor(i / n) % 40)))
  const { id } = await aThread({ title: 'Very many words', body: Array.from({ length: 49_000 }, (_, i) => word(i)).join('-') })
  const { rows } = await pool().query(`select length(terms) as terms from search_post where group_id = $1 and terms @@ $2::tsquery`, [
    id,
    `'${word(5)}'`,
  ])
  expect(rows[0]?.terms).toBeGreaterThan(50_000)
})
