import { expect, test } from 'vitest'
import { codeOf, existsInProject, readProject } from './project-text'

type Step = { file: string; functions: string[]; does: string }

/** The tables of docs/walks.md by their headings. */
const tables = new Map(
  readProject('docs/walks.md')
    .split(/^## /m)
    .slice(1)
    .map((section): [string, Step[]] => {
      const [heading = '', ...lines] = section.split('\n')
      const rows = lines.filter((line) => /^\| *[a-z\d]+ *\| *`/.test(line)).map((line) => line.split('|').map((cell) => cell.trim()))
      const step = ([, , file = '', functions = '', does = '']: string[]): Step => ({
        file: file.replaceAll('`', ''),
        functions: [...functions.matchAll(/`(\w+)\(\)`/g)].map(([, name]) => name as string),
        does,
      })
      return [heading, rows.map(step)]
    }),
)
const shared = ['The way in', 'Making a page', 'After a write'].flatMap((heading) => tables.get(heading) ?? [])
const walks = ['A member replies', 'A visitor searches', 'An answer is published']

test.each(walks)('in the walk “%s” no file is entered twice, the way in and the page among them', (walk) => {
  const files = [...shared, ...(tables.get(walk) ?? [])].map(({ file }) => file)
  expect(files.length).toBeGreaterThan(shared.length + 20)
  expect(files.filter((file, i) => files.indexOf(file) !== i)).toEqual([])
})

test('every step of a walk names a file and a function in it', () => {
  const steps = [...tables.values()].flat()
  expect(steps.length).toBeGreaterThan(100)
  for (const { file, functions, does } of steps) {
    expect.soft(existsInProject(file), file).toBe(true)
    expect.soft(does, `${file} does something`).toMatch(/\.$/)
    if (/\.tsx?$/.test(file)) expect.soft(functions, `${file} has a function`).not.toEqual([])
    for (const name of functions) expect.soft(isDefined(name, codeOf(readProject(file))), `${file} defines ${name}()`).toBe(true)
  }
})

/** A function, a method or a property of that name; a call alone is none. */
function isDefined(name: string, code: string): boolean {
  return new RegExp(`function ${name}\\b|const ${name} = |^ {2}(?:private )?(?:async )?${name}(?::|\\().*[{(]`, 'm').test(code)
}
