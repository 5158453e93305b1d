import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import type { Command } from 'commander'
import { expect, test } from 'vitest'
import { makeProgram, reportOf } from './command-line'

const root = path.resolve(import.meta.dirname, '../..')

function cairn(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', path.join(root, 'bin/cairn.ts'), ...words], {
    cwd: root,
    encoding: 'utf8',
    // A port where nobody listens: no call here may reach a database.
    env: { ...process.env, DATABASE_URL: 'postgresql://cairn@127.0.0.1:1/cairn' },
  })
  return { status, stdout, stderr }
}

/** Modules that a file brings along as soon as it is loaded: what it imports, and what those import. */
function loadedBy(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found
  found.add(file)
  const text = fs.readFileSync(path.join(root, file), 'utf8')
  for (const [, names = '', target = ''] of text.matchAll(/^(?:import|export)\s+((?:type\s)?[^'\n]*?)(?:from\s+)?'([^']+)'/gm)) {
    if (/^type\s/.test(names)) continue
    const own = path.relative(root, path.resolve(root, path.dirname(file), target))
    if (!target.startsWith('.')) found.add(target)
    else
      loadedBy(
        [own, `${own}.ts`, `${own}/index.ts`].find((each) => fs.statSync(path.join(root, each), { throwIfNoEntry: false })?.isFile()) ??
          own,
        found,
      )
  }
  return found
}

test('to list its commands, cairn loads names and options, and nothing of what the commands do', () => {
  const loaded = [...loadedBy('bin/cairn.ts')].filter((module) => !module.startsWith('node:'))
  expect(loaded.filter((module) => !/^tools\/cli\/commands\//.test(module)).sort()).toEqual([
    'bin/cairn.ts',
    'bin/lib/load-env.mjs',
    'commander',
    'lib/platform/env/env-file.mjs',
    'tools/cli/command-line.ts',
    'tools/cli/index.ts',
  ])
})

test('help and version are no failures', () => {
  const help = cairn('--help')
  expect(help.status).toBe(0)
  for (const { name } of commands()) if (!name.includes(' ')) expect(help.stdout).toContain(`\n  ${name}`)
  const version = cairn('--version')
  expect([version.status, version.stdout.trim()]).toEqual([0, JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')).version])
})

test('a wrong call ends with 2 and says what was wrong', () => {
  for (const [said, words] of [
    ["unknown command 'statistics'", ['statistics']],
    ["unknown option '--yaml'", ['stats', '--yaml']],
    ["missing required argument 'path'", ['import', 'discourse']],
    ["'phpbb' is invalid", ['import', 'phpbb', 'folder']],
    ["'many' is invalid", ['bench', '--threads', 'many']],
    ['Usage: cairn golden', ['golden']],
    ['Usage: cairn', []],
  ] as const) {
    const { status, stderr } = cairn(...words)
    expect([status, stderr], words.join(' ')).toEqual([2, expect.stringContaining(said)])
  }
})

test('work that fails for a reason is one sentence and 1, a fault of the program its trace and 70', () => {
  const failed = cairn('import', 'discourse', path.join(root, 'no-such-folder'), '--dry-run')
  expect([failed.status, failed.stderr.trim().split('\n').at(-1)]).toEqual([1, expect.stringContaining('no-such-folder')])
  const unreachable = cairn('stats')
  expect([unreachable.status, unreachable.stderr]).toEqual([1, expect.stringMatching(/^The database can’t be reached: [^\n]*\n$/)])
  expect(reportOf(new TypeError('undefined is not a function'))).toEqual({ code: 70, said: expect.stringContaining('    at ') })
})

/** Every command with its full name. */
function commands(of: Command = makeProgram(), before = ''): { name: string; command: Command }[] {
  return of.commands.flatMap((command) => [
    { name: `${before}${command.name()}`, command },
    ...commands(command, `${before}${command.name()} `),
  ])
}

test('every command, argument and option is described', () => {
  for (const { name, command } of commands()) {
    expect(command.description(), name).not.toBe('')
    for (const argument of command.registeredArguments) expect(argument.description, `${name} ${argument.name()}`).not.toBe('')
    for (const option of command.options) expect(option.description, `${name} ${option.flags}`).not.toBe('')
  }
})

test('every command that does something prints JSON when asked', () => {
  for (const { name, command } of commands()) {
    if (command.commands.length > 0) continue
    expect(
      command.options.map((option) => option.long),
      name,
    ).toContain('--json')
  }
})
