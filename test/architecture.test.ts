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

const isTest = (file: string) => /\.test\.tsx?$|engine-contract\.ts$/.test(file)
const source = [...filesUnder('lib'), ...filesUnder('app'), ...filesUnder('components'), ...filesUnder('bin')].filter(
  (file) => !isTest(file),
)

test('Next and React are known to app, components and lib/web alone', () => {
  for (const file of source) {
    if (/^(app|components)\/|^lib\/web\//.test(file)) continue
    for (const target of importsOf(file)) expect(target, file).not.toMatch(/^(next|react|react-dom|server-only)(\/|$)/)
  }
})

test('the settings are read in lib/env.ts alone', () => {
  for (const file of source) {
    if (file === 'lib/env.ts') continue
    const text = fs.readFileSync(path.join(root, file), 'utf8').replace(/process\.env\.(NODE_ENV|CAIRN_CALLED_FROM|PATH)\b/g, '')
    // What is handed on whole to a child process is not read.
    expect(text.replace(/\.\.\.process\.env/g, ''), file).not.toContain('process.env')
  }
})

test('pages and components know no database', () => {
  for (const file of source) {
    if (!/^(app|components)\//.test(file)) continue
    for (const target of importsOf(file)) expect(target, file).not.toMatch(/^(pg|@prisma\/|lib\/db\/)/)
  }
})

test('what runs in the browser takes nothing of the server along', () => {
  for (const file of source) {
    if (!fs.readFileSync(path.join(root, file), 'utf8').startsWith("'use client'")) continue
    for (const target of importsOf(file)) expect(target, file).toMatch(/^(react|@simplewebauthn\/browser|components\/|lib\/shared\/)/)
  }
})

/** Earlier ones know nothing of later ones; what must flow the other way is a job. */
const order = [
  'shared',
  'db',
  'content',
  'viewer',
  'expiry',
  'jobs',
  'audit',
  'mail',
  'meaning',
  'search',
  'tags',
  'people',
  'accounts',
  'topics',
  'threads',
  'answers',
  'moderation',
  'embedding',
  'uploads',
  'related',
  'duplicates',
  'identity',
  'ask',
  'desk',
  'views',
  'stats',
  'import',
  'feeds',
  'sample',
  'evaluate',
  'bench',
  'platform',
  'cli',
  'web',
]
/** Where a later one is needed all the same, with the reason. */
const exceptions: Record<string, string> = {
  'lib/jobs/worker.ts': 'runs the handlers of all',
  'lib/jobs/housekeeping.ts': 'looks after all',
  'lib/search/log.ts': 'tells visitors apart as views do',
  'lib/db/embedded/scratch.ts': 'prepares a database for a command',
}

test('the parts of lib depend on each other in one direction', () => {
  for (const file of source) {
    const from = order.indexOf(/^lib\/([^/]+)\//.exec(file)?.[1] ?? '')
    if (from < 0 || file in exceptions) continue
    for (const target of importsOf(file)) {
      const part = /^lib\/([^/]+)\//.exec(target)?.[1]
      if (part === undefined || !order.includes(part)) continue
      // Addresses are words, and every part that speaks to the outside needs them.
      if (target === 'lib/web/urls') continue
      expect(order.indexOf(part), `${file} imports ${target}`).toBeLessThanOrEqual(from)
    }
  }
})

test('HTML enters a page in one place', () => {
  for (const file of source) {
    if (file === 'components/ui/html.tsx') continue
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
    expect(lines, file).toBeLessThanOrEqual(/^lib\/sample\//.test(file) ? 400 : 300)
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
  const parsers = /^lib\/content\/(markdown\/(render|finish|highlight|pictures)|diff|html-to-markdown|discourse-raw|stackexchange-comment)$/
  // Measuring them is the one other reason to call them; what a type or a bounded helper is taken from is no call.
  const allowed = /^lib\/content\/(pool\/worker|markdown\/\w+|discourse-raw\/index|stackexchange-comment)\.ts$|^lib\/bench\/growth\.ts$/
  for (const file of source) {
    if (allowed.test(file)) continue
    const text = fs.readFileSync(path.join(root, file), 'utf8')
    for (const [, names = '', target = ''] of text.matchAll(/import ({[^}]*}) from '([^']+)'/g)) {
      if (!/^(@\/|\.)/.test(target)) continue
      const module = target.startsWith('@/') ? target.slice(2) : path.relative(root, path.resolve(root, path.dirname(file), target))
      expect(module, `${file} imports ${names}`).not.toMatch(parsers)
    }
  }
})

test('numbers of the database’s locks are in one table', () => {
  for (const file of source) {
    if (file === 'lib/db/lock.ts') continue
    expect(fs.readFileSync(path.join(root, file), 'utf8'), file).not.toMatch(/advisory(_xact)?_lock(_shared)?\((\d|\$\{\d)/)
    expect(fs.readFileSync(path.join(root, file), 'utf8'), file).not.toMatch(/\b721_?90\d\d\b/)
  }
})
