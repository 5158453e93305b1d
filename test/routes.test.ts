import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { routes } from '../lib/web/server/routes'

const root = path.resolve(import.meta.dirname, '..')
const pathOf = (file: string) => `/${path.dirname(file)}`.replace(/^\/\.$/, '/').replaceAll(/\[(\w+)\]/g, ':$1')

const pages = fs
  .readdirSync(path.join(root, 'app'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file))
  .map((file) => ({ path: pathOf(file), text: fs.readFileSync(path.join(root, 'app', file), 'utf8') }))

test('the table of routes names every page and route handler, and nothing that is not there', () => {
  // One is for addresses that are nowhere else, the other is what our server sends then.
  const special = ['/[...address]', '/not-found-page']
  expect(routes.map((route) => route.path).sort()).toEqual(
    pages
      .map((page) => page.path)
      .filter((each) => !special.includes(each))
      .sort(),
  )
})

test('a route handler takes what it exports', () => {
  for (const { path: each, text } of pages) {
    const exported = [...text.matchAll(/export async function (GET|POST|PUT|PATCH|DELETE)\b/g)].map(([, method]) => method)
    if (exported.length === 0) continue
    const { methods = [] } = routes.find((route) => route.path === each) ?? {}
    expect(
      methods.filter((method) => method !== 'HEAD'),
      each,
    ).toEqual(exported)
  }
})

test('every parameter that a page reads is in the table', () => {
  for (const { path: each, text } of pages) {
    const route = routes.find((candidate) => candidate.path === each)
    const read = new Set([...text.matchAll(/\b(?:query|searchParams\)?)\.(\w+)/g)].map(([, name]) => name as string))
    for (const [, name] of text.matchAll(/searchParams\.get\('(\w+)'\)/g)) read.add(name as string)
    for (const other of ['size', 'get', 'toString']) read.delete(other)
    if (text.includes('listingParameters(')) for (const name of ['after', 'before']) read.add(name)
    const named = [...(route?.one ?? []), ...(route?.many ?? [])]
    for (const name of read) expect(named, `${each} reads "${name}"`).toContain(name)
  }
})
