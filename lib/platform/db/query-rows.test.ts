import { expect, test } from 'vitest'
import { z } from 'zod'
import { pool } from './client'
import { queryRow, queryRows, queryRowsIn } from './query-rows'
import { transaction } from './transaction'

const Numbered = z.object({ id: z.int(), name: z.string().nullable() })
const text = `select n as id, case when n > 1 then 'row ' || n end as name, 'more' as other from generate_series(1, $1::int) n order by n`
const rows = [
  { id: 1, name: null },
  { id: 2, name: 'row 2' },
]

test('rows come as the schema says, from the pool, a connection and a transaction', async () => {
  expect(await queryRows(pool(), Numbered, text, [2])).toEqual(rows)
  expect(await queryRows(pool(), Numbered, { name: 'numbered', text, values: [2] })).toEqual(rows)
  const client = await pool().connect()
  try {
    expect(await queryRows(client, Numbered, text, [2])).toEqual(rows)
  } finally {
    client.release()
  }
  await transaction(async (tx) => {
    expect(await queryRows(tx, Numbered, text, [2])).toEqual(rows)
    expect(await queryRowsIn(tx, Numbered)`select 2::int as id, ${'row 2'}::text as name`).toEqual([rows[1]])
  })
})

test('a row that is not as expected is refused with its column and statement, and without its values', async () => {
  const secret = `it's a secret`
  const refused = /\(id: .*expected number, received string\), of: select \$1::text as id/
  const refusal = await queryRows(pool(), Numbered, 'select $1::text as id,\n null as name', [secret]).catch(
    (error: Error) => error.message,
  )
  expect(refusal).toMatch(refused)
  expect(refusal).not.toContain('secret')
  await transaction(async (tx) => {
    await expect(queryRowsIn(tx, Numbered)`select ${7n}::bigint as id, null as name`).rejects.toThrow(
      /id: .*bigint.*, of: select \?::bigint/,
    )
  })
})

test('a value never becomes part of the statement', async () => {
  const value = `'; drop table person; --`
  const Text = z.object({ value: z.string() })
  expect(await queryRow(pool(), Text, 'select $1::text as value', [value])).toEqual({ value })
  await transaction(async (tx) => expect(await queryRowsIn(tx, Text)`select ${value}::text as value`).toEqual([{ value }]))
})

test('a missing row is an error where one is expected', async () => {
  await expect(queryRow(pool(), Numbered, 'select 1 as id, null as name where false')).rejects.toThrow(
    'No row where there must be one, of: select 1',
  )
})
