import path from 'node:path'
import type { Command } from 'commander'
import { expect, test } from 'vitest'
import { makeProgram } from '../tools/cli/command-line'
import { codeOf, commentsOf, existsInProject, projectFiles, readProject } from './project-text'

/** Documents whole, of source files the comments: what readers follow to somewhere else. */
const texts = [
  ...projectFiles(/\.md$/).map((file) => ({ file, text: readProject(file) })),
  ...projectFiles(/\.(tsx?|mjs|css)$/).map((file) => ({ file, text: commentsOf(readProject(file)) })),
]
const inAll = function* (wanted: RegExp) {
  for (const { file, text } of texts) for (const [whole, ...parts] of text.matchAll(wanted)) yield { file, whole, parts }
}

test('a path that a comment or document names exists', () => {
  const folders = 'lib|app|components|tools|bin|test|e2e|prisma|docs'
  let checked = 0
  for (const { file, parts } of inAll(new RegExp(`(?:^|[\\s\`(“"])((?:${folders})/[\\w./[\\]-]*)`, 'gm'))) {
    // Guides name files that their reader makes, the changelog what has another name now, the help of the tests an example.
    if (/^docs\/howto\/|^CHANGELOG\.md$/.test(file) || parts[0] === 'lib/a.test.ts') continue
    const named = (parts[0] ?? '').replace(/[.:]+$/, '')
    expect.soft(existsInProject(named), `${file} names ${named}`).toBe(true)
    checked++
  }
  expect(checked).toBeGreaterThan(100)
})

test('a source file that is named without its folder exists', () => {
  const names = new Set(projectFiles(/\.(tsx?|mjs)$/).map((file) => path.basename(file)))
  for (const { file, parts } of inAll(/`([a-z][\w.-]*\.(?:tsx?|mjs))`/g))
    expect.soft(names.has(parts[0] ?? ''), `${file} names ${parts[0]}`).toBe(true)
})

test('a link in a document leads to a file', () => {
  for (const { file, parts } of inAll(/\]\((?!https?:|mailto:)([^)#\s]+)(?:#[\w-]*)?\)/g)) {
    if (!file.endsWith('.md')) continue
    expect.soft(existsInProject(path.join(path.dirname(file), parts[0] ?? '')), `${file} links ${parts[0]}`).toBe(true)
  }
})

test('a decision that is referred to by its number exists', () => {
  const numbers = new Set(projectFiles(/^docs\/decisions\//).map((file) => path.basename(file).slice(0, 4)))
  for (const { file, parts } of inAll(/\b[Dd]ecision (\d{4})\b/g))
    expect.soft(numbers.has(parts[0] ?? ''), `${file}: ${parts[0]}`).toBe(true)
})

test('a command that is named exists', () => {
  const scripts = JSON.parse(readProject('package.json')).scripts as Record<string, string>
  for (const { file, parts } of inAll(/\bnpm run (?:-s )?([a-z][\w-]*)/g))
    expect.soft(Object.keys(scripts), `${file}: npm run ${parts[0]}`).toContain(parts[0])
  let checked = 0
  for (const { file, parts } of inAll(/(?:\bcairn -- |`cairn )([a-z][a-z-]*)(?:[ \t]+([a-z][a-z-]*)\b)?/g)) {
    const command = childOf(makeProgram(), parts[0])
    expect.soft(command, `${file}: cairn ${parts[0]}`).toBeDefined()
    // A word after a command that has others below it is one of them, or one of its arguments.
    const choices = command?.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []) ?? []
    if (command && command.commands.length > 0 && parts[1] && !choices.includes(parts[1]))
      expect.soft(childOf(command, parts[1]), `${file}: cairn ${parts[0]} ${parts[1]}`).toBeDefined()
    checked++
  }
  expect(checked).toBeGreaterThan(20)
})

const childOf = (command: Command, name: string | undefined) => command.commands.find((child) => child.name() === name)

test('a function that is named in backticks exists', () => {
  const names = new Set(projectFiles(/\.(tsx?|mjs)$/).flatMap((file) => codeOf(readProject(file)).match(/[A-Za-z_$][\w$]*/g) ?? []))
  // `notFound()` and the like of libraries are names in our code, too.
  for (const { file, parts } of inAll(/`([A-Za-z_$][\w$]*)\(\)`/g))
    expect.soft(names.has(parts[0] ?? ''), `${file} names ${parts[0]}()`).toBe(true)
})
