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

/** Rules that are stated once, the files that state them, and the forms in which copies of them were written. */
const rules: Record<string, { home: string[]; copies: RegExp }> = {
  'topicIsVisible or visibleTopic': {
    home: ['lib/identity/viewer/'],
    copies: /visibility = any\(|visibility(: \{| =) \{? ?(in|notIn): visibilit/g,
  },
  topicIsAsOpen: { home: ['lib/identity/viewer/'], copies: /\.visibility <= /g },
  'answerIsLive or liveAnswer': {
    home: ['lib/identity/viewer/'],
    copies:
      /status = 'published'\s+and (\w+\.)?hidden_at is null|hidden_at is null\s+and (\w+\.)?status = 'published'|status: 'published'( as const)?,\s*hiddenAt: null/g,
  },
  'coverageCounts or isUncontested': {
    home: ['lib/identity/viewer/'],
    copies: /verdict <> 'contested'|(verdict|response): \{ not: 'contested' \}/g,
  },
  // The resolution of threads is computed in the statement that locks them.
  'lockThread, lockThreads or lockThreadRows': {
    home: ['lib/community/threads/lock-threads.ts', 'lib/community/threads/resolution.ts'],
    copies: /\b(from|join) "?thread"?\b[^`;]*?\bfor (no key )?(update|share)(?! of (?!t\b))/gi,
  },
  nextReplyNumber: {
    home: ['lib/community/threads/next-reply-number.ts'],
    copies: /max\((\w+\.)?number\)|reply\.aggregate\([^\n]*_max/g,
  },
  'lockAnswer, lockAnswerRows or lockCovering': {
    home: ['lib/answers/lock-answers.ts'],
    copies: /\b(from|join) "?answer"?\b[^`;]*?\bfor (no key )?(update|share)(?! of (?!a\b))/gi,
  },
}

function copiesOf({ home, copies }: (typeof rules)[string]) {
  return [...sources]
    .filter(([file]) => !home.some((start) => file.startsWith(start)))
    .flatMap(([file, text]) => [...text.matchAll(copies)].map(([words]) => ({ file, words })))
}

test('a write that comes too late is refused in one place, so that each says the same', () => {
  const rule = { home: ['lib/platform/errors/refuse-stale.ts'], copies: /'conflict',[^\n]*in the meantime/g }
  expect(copiesOf(rule), 'use refuseStale').toEqual([])
  expect(copiesOf({ ...rule, home: [] })).toHaveLength(1)
})

test.each(Object.entries(rules))('what %s says is written nowhere else', (name, rule) => {
  expect(copiesOf(rule), `use ${name}`).toEqual([])
})

test.each(Object.entries(rules))('%s says it where the rule expects it', (_, { home, copies }) => {
  const said = home.filter((start) => [...sources].some(([file, text]) => file.startsWith(start) && text.match(copies)))
  expect(said).toEqual(home)
})
