import { expect, test } from 'vitest'
import { sources } from './sources'

/**
 * Lines that read rows of SQL without a schema: they call `.query` or `$queryRaw`, and do something with what comes back. A statement
 * that only awaits it, takes `rowCount`, or copies a stream reads no rows.
 */
function untypedReads(text: string): string[] {
  const lines = text.split('\n').filter((line) => !/^\s*(\/\/|\*|\/\*)/.test(line))
  return lines.filter((line, i) => {
    if (!/\.(query|\$queryRaw(Unsafe)?)(<.*>)?[(`]/.test(line) || /\.query\(copy(To|From)\(/.test(line)) return false
    const before = line.slice(0, line.search(/\.(query|\$queryRaw(Unsafe)?)(<.*>)?[(`]/))
    if (/\{ rowCount \} = await [\w.()]+$/.test(before)) return false
    const isStatement = /^\s*(?:\} )?(?:(?:else )?if \(.*\) |else |for \(.*\) )?await [\w.()]+$| void \(await [\w.]+$/.test(before)
    const isContinued = /([=(,?:&|]|=>)$/.test(lines[i - 1]?.trimEnd() ?? '') && /^\s*await/.test(before)
    return !isStatement || isContinued
  })
}

/** pg-boss runs its own SQL; pgvector's index is asked with several statements at once, and its rows are checked there. */
const exceptions = ['lib/platform/jobs/boss.ts', 'lib/platform/jobs/enqueue.ts', 'lib/search/semantic/near-index.ts']

test('rows of SQL are read through a schema', () => {
  const found = [...sources].flatMap(([file, text]) => untypedReads(text).map((line) => ({ file, line: line.trim() })))
  expect(
    found.filter(({ file }) => !exceptions.includes(file)),
    'use queryRows of lib/platform/db',
  ).toEqual([])
})

test('the rule about reads sees those it is for', () => {
  const refused = [
    `const { rows } = await pool().query('select 1')`,
    'const [found] = await tx.$queryRaw<{ id: number }[]>`select 1`',
    'const {\n  rows: [row],\n} = await client.query(\n',
    `return (await pool().query('select 1')).rows[0].n`,
    `const all = await Promise.all([\n  pool().query('select 1'),\n])`,
    'return tx.$queryRawUnsafe(`select 1`)',
    `const found =\n  await pool().query('select 1')`,
  ]
  for (const text of refused) expect(untypedReads(text), text).toHaveLength(1)
  const allowed = [
    `  await client.query('commit')`,
    '  if (found) await tx.$queryRaw`select 1 from auth_user for update`',
    `  for (const statement of all) await client.query(statement)`,
    `const { rowCount } = await client.query('delete from visit')`,
    'const stream = client.query(copyTo(statement))',
    `const rows = await queryRows(client, Row, 'select 1')`,
  ]
  for (const text of allowed) expect(untypedReads(text), text).toEqual([])
})
