import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { postKinds } from './posts/kinds'

const root = path.resolve(import.meta.dirname, '../..')
const text = fs.readFileSync(path.join(root, 'docs/search.md'), 'utf8')
/** Folders that the page names files of without saying so each time. */
const folders = ['', 'lib/search', 'lib/search/engines/meilisearch', 'lib/search/ranking']

function sourcesOf(folder: string): string[] {
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => fs.readFileSync(path.join(root, folder, file), 'utf8'))
}

test('docs/search.md names files that exist', () => {
  const files = [...new Set(text.match(/[\w/-]+\.ts\b/g))]
  expect(files.length).toBeGreaterThan(20)
  for (const file of files)
    expect(
      folders.some((folder) => fs.existsSync(path.join(root, folder, file))),
      file,
    ).toBe(true)
})

test('docs/search.md names functions that exist', () => {
  const names = [...new Set([...text.matchAll(/\b([a-z]\w+)\(\)/g)].map(([, name]) => name as string))]
  expect(names.length).toBeGreaterThan(8)
  const sources = [...sourcesOf('lib/search'), ...sourcesOf('lib/content')].join('\n')
  for (const name of names) expect(new RegExp(`\\bfunction ${name}\\b`).test(sources), name).toBe(true)
})

test('the steps that docs/search.md draws are those of the pipeline, in its order', () => {
  const pipeline = fs.readFileSync(path.join(root, 'lib/search/pipeline.ts'), 'utf8')
  const said = /Searches: (.*?)\. Every/s.exec(pipeline)?.[1]?.split(' → ')
  const drawn = [...text.matchAll(/^ {2}([a-z]+(?: [a-z]+)?) {2,}(?:query|ranking|results)\//gm)].map(([, step]) => step)
  expect(drawn).toEqual(said)
})

test('docs/search.md says what each kind of post is', () => {
  const listed = [...text.matchAll(/^\| `(\w+)` \| .* \| .* \|$/gm)].map(([, kind]) => kind)
  expect(listed).toEqual([...postKinds])
})
