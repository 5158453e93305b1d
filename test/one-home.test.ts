import { expect, test } from 'vitest'
import { searchTables } from '../lib/platform/migrations/search-tables'
import { sources } from './sources'

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
  refuseStale: { home: ['lib/platform/errors/refuse-stale.ts'], copies: /'conflict',[^\n]*in the meantime/g },
  'breaker, retryPolicy, BackOff or retryAt': {
    home: ['lib/platform/resilience/'],
    copies: /from 'cockatiel'|2 \*\* \(?(failures|attempts?|tries)|power\(2,/g,
  },
  Fault: {
    home: ['lib/platform/resilience/fault.ts'],
    copies: /(!(this\.)?\w+(\[\w+\])?|\w+\+\+ === 0)\) log\('(warn|error)'/g,
  },
}

function copiesOf({ home, copies }: (typeof rules)[string]) {
  return [...sources]
    .filter(([file]) => !home.some((start) => file.startsWith(start)))
    .flatMap(([file, text]) => [...text.matchAll(copies)].map(([words]) => ({ file, words })))
}

test('the rules see the copies that there were', () => {
  const refused: Record<string, string[]> = {
    'lockThread, lockThreads or lockThreadRows': [
      'await tx.$queryRaw`select 1 from thread where id = $1 for update`',
      '`select t.*, array(select g.name from tag g) as tags\n     from thread t where id = $1 for update`',
    ],
    'lockAnswer, lockAnswerRows or lockCovering': ['`select id from answer where id = $1 and hidden_at is null for update`'],
    nextReplyNumber: [
      'await tx.reply.aggregate({ where: { threadId }, _max: { number: true } })',
      "'select coalesce(max(number), 0)::int as last from reply where thread_id = $1'",
    ],
    refuseStale: ["throw new DomainError('conflict', 'Someone has saved this draft in the meantime.', 'version')"],
    'breaker, retryPolicy, BackOff or retryAt': ['Math.min(backOffMs.most, backOffMs.least * 2 ** failures)'],
    Fault: [
      "if (now && !this.fault) log('warn', 'x')",
      "if (failures++ === 0) log('warn', 'x')",
      "if (fault && !faults[part]) log('warn', 'x')",
    ],
  }
  for (const [name, texts] of Object.entries(refused)) for (const text of texts) expect(text, name).toMatch(rules[name]?.copies ?? /$^/)
  // Locks of other tables are no concern.
  const reply = 'select r.* from reply r join thread t on t.id = r.thread_id where r.id = any($1) for update of r'
  expect(reply).not.toMatch(rules['lockThread, lockThreads or lockThreadRows']?.copies ?? /./)
})

test.each(Object.entries(rules))('what %s says is written nowhere else', (name, rule) => {
  expect(copiesOf(rule), `use ${name}`).toEqual([])
})

test.each(Object.entries(rules))('%s says it where the rule expects it', (_, { home, copies }) => {
  const said = home.filter((start) => [...sources].some(([file, text]) => file.startsWith(start) && text.match(copies)))
  expect(said).toEqual(home)
})

/** Lists that name tables as data: what a backup holds, what refers to a person, what Prisma leaves alone. */
const namingTables = [
  'lib/exchange/backup/tables.ts',
  'lib/exchange/own-data/person-columns.ts',
  'lib/exchange/import/undo/remove-people.ts',
  'lib/platform/migrations/search-tables.ts',
]
/** The words of posts (`post_text`) are stored with search's rows, and read by lib/content. */
const searchRoomTables = [
  'search_log',
  'search_query',
  'search_query_day',
  'search_query_session',
  'search_log_run',
  'search_synonym',
  'golden_query',
  'golden_file',
  'golden_due',
]
const ofSearch = [
  ...searchTables.map((table) => table.replace('public.', '')).filter((table) => table !== 'post_text'),
  ...searchRoomTables,
]
const namesTableOfSearch = new RegExp(
  `\\b(${ofSearch.join('|')})\\b|\\.(searchLog|searchQuery|searchQueryDay|searchQuerySession|searchLogRun|searchSynonym|goldenQuery|goldenFile|goldenDue)\\b`,
)

test('tables of search are read and written in lib/search alone', () => {
  const found = [...sources]
    .filter(([file]) => !file.startsWith('lib/search/') && !namingTables.includes(file))
    .flatMap(([file, text]) => text.split('\n').map((line) => ({ file, line: line.trim() })))
    .filter(({ line }) => namesTableOfSearch.test(line))
  expect(found, 'use a function of lib/search').toEqual([])
})

test('the rule about tables of search sees those it is for', () => {
  for (const text of ['select count(*) from search_post', 'update search_mirror set wanted = true', 'tx.searchLog.deleteMany()'])
    expect(namesTableOfSearch.test(text), text).toBe(true)
  expect(namesTableOfSearch.test(`import { search } from '../search'`)).toBe(false)
  // What is only named as data is not opened: a list of names has no statement.
  for (const file of namingTables) expect(sources.get(file), file).not.toMatch(/\b(from|into|update|join) (search_|meaning_)/)
})
