import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')

function filesUnder(folder: string): string[] {
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.parentPath.includes('generated'))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
}

function importsOf(file: string): string[] {
  const text = fs.readFileSync(path.join(root, file), 'utf8')
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, target]) => {
    if (target?.startsWith('@/')) return target.slice(2)
    return target?.startsWith('.') ? path.relative(root, path.resolve(root, path.dirname(file), target)) : (target ?? '')
  })
}

const isTest = (file: string) => /\.test\.tsx?$|(?:^|\/|typed-)contract\.ts$/.test(file)
const source = [
  ...filesUnder('lib'),
  ...filesUnder('tools'),
  ...filesUnder('app'),
  ...filesUnder('components'),
  ...filesUnder('bin'),
].filter((file) => !isTest(file))

test('Next and React are known to app, components and lib/web alone, and React to the letters of mails', () => {
  for (const file of source) {
    if (/^(app|components)\/|^lib\/web\//.test(file) || /^lib\/platform\/letters\/.*\.tsx$/.test(file)) continue
    for (const target of importsOf(file)) expect(target, file).not.toMatch(/^(next|react|react-dom|server-only)(\/|$)/)
  }
})

test('the settings are read in lib/platform/env/env.ts alone', () => {
  for (const file of source) {
    if (file === 'lib/platform/env/env.ts') continue
    const text = fs
      .readFileSync(path.join(root, file), 'utf8')
      .replace(/process\.env\.(NODE_ENV|NEXT_RUNTIME|CAIRN_CALLED_FROM|PATH)\b/g, '')
    // What is handed on whole to a child process is not read.
    expect(text.replace(/\.\.\.process\.env/g, ''), file).not.toContain('process.env')
  }
})

test('pages and components know no database', () => {
  for (const file of source) {
    if (!/^(app|components)\//.test(file)) continue
    for (const target of importsOf(file)) expect(target, file).not.toMatch(/^(pg|@prisma\/|lib\/platform\/db$)/)
  }
})

test('what runs in the browser takes nothing of the server along', () => {
  for (const file of source) {
    if (!fs.readFileSync(path.join(root, file), 'utf8').startsWith("'use client'")) continue
    for (const target of importsOf(file))
      expect(target, file).toMatch(/^(react|@simplewebauthn\/browser|downshift|components\/|lib\/shared(\/|$))/)
  }
})

/**
 * The rooms, in the order in which they build on each other: a room imports from those above it alone. What must flow the other way
 * is a job, or a function that is handed in.
 */
const rooms = [
  'lib/shared',
  'lib/platform/env',
  'lib/platform/log',
  'lib/platform/errors',
  'lib/platform/streams',
  'lib/platform/outbound',
  'lib/platform/resilience',
  'lib/platform/process',
  'lib/platform/db',
  'lib/platform/migrations',
  'lib/platform/embedded-database',
  'lib/platform/expiry',
  'lib/platform/jobs',
  'lib/platform/letters',
  'lib/platform/mail',
  'lib/platform/visitor',
  'lib/platform/idempotency',
  'lib/platform/rate-limit',
  'lib/identity/viewer',
  'lib/content',
  'lib/identity/audit',
  'lib/identity/people',
  'lib/identity/accounts',
  'lib/identity/challenge',
  'lib/search',
  'lib/notices/events',
  'lib/community/tags',
  'lib/community/topics',
  'lib/community/uploads',
  'lib/community/mentions',
  'lib/community/threads',
  'lib/community/views',
  'lib/evidence',
  'lib/answers',
  'lib/curation/related',
  'lib/curation/taxonomy',
  'lib/curation/cases',
  'lib/curation/spam',
  'lib/curation/holding',
  'lib/curation/moderation',
  'lib/curation/redaction',
  'lib/curation/duplicates',
  'lib/curation/search-gaps',
  'lib/curation/gaps',
  'lib/curation/links',
  'lib/curation/feedback',
  'lib/curation/evidence',
  'lib/curation/review',
  'lib/curation/ask',
  'lib/curation/desk',
  'lib/notices/settings',
  'lib/notices/watching',
  'lib/notices/searches',
  'lib/notices/inbox',
  'lib/notices/delivery',
  'lib/curation/reports',
  'lib/notices/stopping',
  'lib/notices/mail',
  'lib/exchange/own-data',
  'lib/exchange/backup',
  'lib/exchange/old-addresses',
  'lib/exchange/feeds',
  'lib/exchange/import',
  'lib/maintenance',
  'lib/administration',
  'lib/web/http',
  'lib/web/actions',
  'lib/web/cache',
  'lib/web/reads',
  'lib/web/server',
  'lib/setup',
  'lib/worker',
  'tools/sample',
  'tools/evaluate',
  'tools/bench',
  'tools/mutate',
  'tools/cli',
]

/** A room is entered by its index. Content and search have a second door for what measures them. */
const secondDoors: Record<string, string> = {
  'lib/content': 'lib/content/parsers',
  'lib/search': 'lib/search/measuring',
  'lib/curation/gaps': 'lib/curation/gaps/measuring',
}
const doorsOf = (room: string) => [room, ...(secondDoors[room] ? [secondDoors[room]] : [])]

const roomOf = (file: string) => rooms.find((room) => file.startsWith(`${room}/`))

test('every file of lib and tools is in a room of the list', () => {
  for (const file of [...filesUnder('lib'), ...filesUnder('tools')]) expect(roomOf(file), file).toBeDefined()
})

test('every room has an index, and what others use of it they import from there', () => {
  for (const room of rooms) expect(fs.existsSync(path.join(root, room, 'index.ts')), room).toBe(true)
  for (const file of source) {
    for (const target of importsOf(file)) {
      const room = roomOf(`${target}/`)
      // A file of plain JavaScript is read before packages are installed, when nothing can read an index.
      if (!room || room === roomOf(file) || target.endsWith('.mjs')) continue
      expect(doorsOf(room), `${file} imports ${target}`).toContain(target)
    }
  }
})

test('rooms build on each other in one direction', () => {
  for (const file of source) {
    const from = roomOf(file)
    if (!from) continue
    for (const target of importsOf(file)) {
      const to = roomOf(`${target}/`)
      if (to) expect(rooms.indexOf(to), `${file} imports ${target}`).toBeLessThanOrEqual(rooms.indexOf(from))
    }
  }
})

test('HTML enters a page in components/ui alone', () => {
  for (const file of source) {
    if (['html', 'preview-html', 'sent-once'].some((name) => file === `components/ui/${name}.tsx`)) continue
    expect(fs.readFileSync(path.join(root, file), 'utf8'), file).not.toContain('dangerouslySetInnerHTML')
  }
})

test('no page carries an inline style: the policy forbids it', () => {
  for (const file of source) {
    if (/^(app|components)\//.test(file)) expect(fs.readFileSync(path.join(root, file), 'utf8'), file).not.toMatch(/\sstyle=\{/)
  }
})

test('files stay small enough to be read', () => {
  for (const file of source) {
    const lines = fs.readFileSync(path.join(root, file), 'utf8').split('\n').length
    expect(lines, file).toBeLessThanOrEqual(/^tools\/sample\//.test(file) ? 400 : 300)
  }
})

test('the project speaks of itself alone', () => {
  const words = [
    ['shared', 'eval'],
    ['.', 'library'],
  ].map((parts) => parts.join('/'))
  for (const file of [...source, 'README.md']) {
    const text = fs.existsSync(path.join(root, file)) ? fs.readFileSync(path.join(root, file), 'utf8') : ''
    for (const word of words) expect(text, file).not.toContain(word)
  }
})

test('people’s texts are parsed in threads of the content pool and nowhere else', () => {
  const parsers =
    /^lib\/content\/(markdown\/(render|finish|highlight|pictures)|diff|html-to-markdown|discourse-raw|stackexchange-comment|parsers)$/
  // `parsers.ts` names them for what measures them; what a type or a bounded helper is taken from is no call.
  const allowed =
    /^lib\/content\/(parsers|pool\/worker|markdown\/\w+|discourse-raw\/index|stackexchange-comment)\.ts$|^tools\/bench\/growth\.ts$/
  for (const file of source) {
    if (allowed.test(file)) continue
    const text = fs.readFileSync(path.join(root, file), 'utf8')
    for (const [, names = '', target = ''] of text.matchAll(/(?:import|export) ({[^}]*}) from '([^']+)'/g)) {
      if (!/^(@\/|\.)/.test(target)) continue
      const module = target.startsWith('@/') ? target.slice(2) : path.relative(root, path.resolve(root, path.dirname(file), target))
      expect(module, `${file} imports ${names}`).not.toMatch(parsers)
    }
  }
})

test('nothing on the way to a page parses a text: what pages show of one is stored', () => {
  const onTheWay =
    /^(app|components)\/|^lib\/exchange\/feeds\/|^lib\/curation\/ask\/|^lib\/search\/results\/|\/(read-[\w-]+|nearest-sections|suggest-coverage|listing|queries)\.ts$/
  // Texts for the model, in the worker.
  const jobs = ['lib/search/semantic/indexer/read-texts.ts']
  for (const file of source) {
    if (!onTheWay.test(file) || jobs.includes(file)) continue
    const text = fs.readFileSync(path.join(root, file), 'utf8')
    for (const [line] of text.matchAll(/import {[^}]*} from '[^']+'/g)) {
      expect(line, file).not.toMatch(/\b(sectionsOf|anchorsToKeep|plainText|takeApart|fromMarkdown)\b/)
    }
  }
})

test('numbers of the database’s locks are in one table', () => {
  for (const file of source) {
    if (file === 'lib/platform/db/lock.ts') continue
    expect(fs.readFileSync(path.join(root, file), 'utf8'), file).not.toMatch(/advisory(_xact)?_lock(_shared)?\((\d|\$\{\d)/)
    expect(fs.readFileSync(path.join(root, file), 'utf8'), file).not.toMatch(/\b721_?90\d\d\b/)
  }
})
