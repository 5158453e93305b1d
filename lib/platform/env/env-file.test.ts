import { execFileSync, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { EnvFileError, loadEnvFile, parseEnvFile } from './env-file.mjs'

const root = path.resolve(import.meta.dirname, '../../..')
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-env-'))
afterAll(() => fs.rmSync(folder, { recursive: true }))

const read = (text: string) => Object.fromEntries([...parseEnvFile(text, '.env')].map(([name, { value }]) => [name, value]))

test('values are read as Docker Compose reads them, which is given the same file', () => {
  expect(
    read(
      [
        '\uFEFF# comment',
        '',
        'PLAIN=a value ',
        'export EXPORTED = spaced',
        'EMPTY=',
        'HASH=C# and F#',
        'COMMENT=a # b',
        "SINGLE='a # b $c \\n'",
        'DOUBLE="a # b" # comment',
        "QUOTE='Let\\'s go'",
        'ESCAPES="one\\ntwo \\"three\\" \\$4 \\x"',
        'EQUALS=smtp://u:p=w@host',
        'LINES="first',
        '# second"',
        'LAST=1\r',
      ].join('\n'),
    ),
  ).toEqual({
    PLAIN: 'a value',
    EXPORTED: 'spaced',
    EMPTY: '',
    HASH: 'C# and F#',
    COMMENT: 'a',
    SINGLE: 'a # b $c \\n',
    DOUBLE: 'a # b',
    QUOTE: "Let's go",
    ESCAPES: 'one\ntwo "three" $4 \\x',
    EQUALS: 'smtp://u:p=w@host',
    LINES: 'first\n# second',
    LAST: '1',
  })
})

test('a line that is none, a quote that stays open and a name that comes twice are named with their line', () => {
  expect(() => read('A=1\nCAIRN_NAME Ask')).toThrow('.env, line 2: expected NAME=value')
  expect(() => read('A=1\n\nB="two\nlines')).toThrow('.env, line 3: the quote " before the value of B is never closed.')
  expect(() => read("A='1' 2")).toThrow('.env, line 1: there is text after the closing quote of A.')
  expect(() => read('A=1\nA=2')).toThrow('.env, line 2: A is set on line 1 already.')
})

test('a password that begins with # is not lost: it needs quotes, for us as for Docker Compose', () => {
  for (const line of ['POSTGRES_PASSWORD=#abc', 'POSTGRES_PASSWORD= # abc'])
    expect(() => read(`A=1\n${line}`), line).toThrow(
      '.env, line 2: the value of POSTGRES_PASSWORD begins with #: put it into single quotes',
    )
  expect(read("POSTGRES_PASSWORD='#abc'\nHASHES=a#b#c #d")).toEqual({ POSTGRES_PASSWORD: '#abc', HASHES: 'a#b#c' })
})

test('processes that are started in another folder read the file that CAIRN_ENV_FILE names, and the file can’t name another', () => {
  const elsewhere = path.join(folder, 'elsewhere')
  fs.mkdirSync(elsewhere)
  fs.writeFileSync(path.join(folder, 'named'), 'CAIRN_NAME=Quarry')
  const load = JSON.stringify(path.join(root, 'bin/lib/load-env.mjs'))
  const child = path.join(folder, 'child.mjs')
  fs.writeFileSync(child, `import ${load}\nprocess.stdout.write(process.env.CAIRN_NAME ?? 'not set')`)
  const parent = path.join(folder, 'parent.mjs')
  // As bin/start.mjs does with the supervisor; what it has read itself is taken away to see what the child reads.
  fs.writeFileSync(
    parent,
    `import ${load}\nimport { spawnSync } from 'node:child_process'\ndelete process.env.CAIRN_NAME\n` +
      `spawnSync(process.execPath, [${JSON.stringify(child)}], { cwd: ${JSON.stringify(elsewhere)}, stdio: 'inherit' })`,
  )
  const env = { PATH: process.env.PATH ?? '', CAIRN_ENV_FILE: 'named' } as unknown as NodeJS.ProcessEnv
  expect(execFileSync(process.execPath, [parent], { cwd: folder, env, encoding: 'utf8' })).toBe('Quarry')
  fs.writeFileSync(path.join(folder, 'named'), 'A=1\nCAIRN_ENV_FILE=other')
  expect(() => loadEnvFile(folder, { CAIRN_ENV_FILE: path.join(folder, 'named') })).toThrow('named, line 2: CAIRN_ENV_FILE names this file')
})

test('a real variable wins over the file, also an empty one', () => {
  fs.writeFileSync(path.join(folder, '.env'), 'ONE=file\nTWO=file\nTHREE=file\n')
  const env: Record<string, string | undefined> = { ONE: 'real', TWO: '' }
  loadEnvFile(folder, env)
  expect(env).toEqual({ ONE: 'real', TWO: '', THREE: 'file' })
})

test('no file is no fault, one that was named and is missing is', () => {
  const env: Record<string, string | undefined> = {}
  loadEnvFile(path.join(folder, 'nowhere'), env)
  expect(env).toEqual({})
  expect(() => loadEnvFile(folder, { CAIRN_ENV_FILE: path.join(folder, 'none') })).toThrow(EnvFileError)
  loadEnvFile(folder, { CAIRN_ENV_FILE: 'off' })
})

test('every script that runs Cairn reads .env before anything else, and npm test does not', () => {
  for (const file of fs.readdirSync(path.join(root, 'bin')).filter((name) => /\.(mjs|ts)$/.test(name))) {
    const [, first] = /^import (?:.* from )?'([^']+)'/m.exec(fs.readFileSync(path.join(root, 'bin', file), 'utf8')) ?? []
    expect(first, file).toBe(
      ['mutate.mjs', 'report.mjs', 'test.mjs', 'try-dev.mjs', 'try-image.mjs'].includes(file)
        ? './lib/without-env-file.mjs'
        : './lib/load-env.mjs',
    )
  }
})

/** What a script of that name, beside the real ones, sees of a setting. */
function seen(script: string, words: string[] = []): string {
  const file = path.join(folder, script)
  const load = JSON.stringify(path.join(root, 'bin/lib/load-env.mjs'))
  fs.writeFileSync(file, `import ${load}\nprocess.stdout.write(process.env.CAIRN_NAME ?? 'not set')`)
  const env = { PATH: process.env.PATH ?? '', CAIRN_ENV_FILE: path.join(folder, 'settings') } as unknown as NodeJS.ProcessEnv
  return execFileSync(process.execPath, [file, ...words], { env, encoding: 'utf8' })
}

test('the bench measures the same on every machine: it ignores the file that other commands read', () => {
  fs.writeFileSync(path.join(folder, 'settings'), 'CAIRN_NAME=Quarry')
  expect(seen('cairn.mjs', ['stats'])).toBe('Quarry')
  expect(seen('cairn.mjs', ['bench'])).toBe('not set')
})

test('a file that is not well formed ends any command with one sentence', () => {
  fs.writeFileSync(path.join(folder, 'settings'), '\nCAIRN NAME=Quarry')
  const env = { ...process.env, CAIRN_ENV_FILE: path.join(folder, 'settings') }
  const { status, stderr } = spawnSync(process.execPath, [path.join(root, 'bin/build.mjs')], { env, encoding: 'utf8' })
  expect(status).toBe(1)
  expect(stderr).toMatch(/^\S+settings, line 2: expected NAME=value[^\n]*\n$/)
})
