import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')

/** The files of the program with their text, without tests and what Prisma generates. */
const sources = new Map(
  ['lib', 'tools', 'app', 'components', 'bin']
    .flatMap((folder) => fs.readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.|-contract\.ts$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter((file) => !file.startsWith('lib/platform/db/'))
    .map((file) => [file, fs.readFileSync(path.join(root, file), 'utf8')]),
)

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

/** These hand SQL on: pg-boss runs its own, and `lib/search` reads what is stored through the caller's transaction. */
const handingOn = [
  'lib/platform/jobs/boss.ts',
  'lib/platform/jobs/enqueue.ts',
  'lib/exchange/import/restate.ts',
  'lib/maintenance/reanalyse.ts',
]

/** What is left to do: it may only become less. */
const untypedInSearch = 47

test('rows of SQL are read through a schema', () => {
  const found = [...sources].flatMap(([file, text]) => untypedReads(text).map((line) => ({ file, line: line.trim() })))
  const elsewhere = found.filter(({ file }) => !file.startsWith('lib/search/') && !handingOn.includes(file))
  expect(elsewhere, 'use queryRows of lib/platform/db').toEqual([])
  expect(found.filter(({ file }) => file.startsWith('lib/search/')).length).toBeLessThanOrEqual(untypedInSearch)
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

/** Rules that are stated once, in lib/identity/viewer, with the forms in which copies of them were written. */
const rules: Record<string, { copy: RegExp; leftInSearch: number }> = {
  'topicIsVisible or visibleTopic': { copy: /visibility = any\(|visibility(: \{| =) \{? ?(in|notIn): visibilit/g, leftInSearch: 7 },
  topicIsAsOpen: { copy: /\.visibility <= /g, leftInSearch: 0 },
  'answerIsLive or liveAnswer': {
    copy: /status = 'published'\s+and (\w+\.)?hidden_at is null|hidden_at is null\s+and (\w+\.)?status = 'published'|status: 'published'( as const)?,\s*hiddenAt: null/g,
    leftInSearch: 5,
  },
  'coverageCounts or isUncontested': { copy: /verdict <> 'contested'|(verdict|response): \{ not: 'contested' \}/g, leftInSearch: 1 },
}

test.each(Object.entries(rules))('what %s says is written nowhere else', (name, { copy, leftInSearch }) => {
  const found = [...sources]
    .filter(([file]) => !file.startsWith('lib/identity/viewer/'))
    .flatMap(([file, text]) => [...text.matchAll(copy)].map(([words]) => ({ file, words })))
  expect(
    found.filter(({ file }) => !file.startsWith('lib/search/')),
    `use ${name}`,
  ).toEqual([])
  expect(found.filter(({ file }) => file.startsWith('lib/search/')).length).toBeLessThanOrEqual(leftInSearch)
})
