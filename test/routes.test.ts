import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { reservedSlugs } from '../lib/shared/slug'
import { actions } from '../lib/web/actions/web-actions'
import { routes } from '../lib/web/http/routes'

const root = path.resolve(import.meta.dirname, '..')
const pathOf = (file: string) => `/${path.dirname(file)}`.replace(/^\/\.$/, '/').replaceAll(/\[(\w+)\]/g, ':$1')

const files = fs.readdirSync(path.join(root, 'app'), { recursive: true, encoding: 'utf8' })
const pages = files
  .filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file))
  .map((file) => ({ path: pathOf(file), text: fs.readFileSync(path.join(root, 'app', file), 'utf8') }))

/** Addresses of Next's files for metadata, without those of pages and route handlers. */
const metadata = files.flatMap((file) => {
  const [, dir = '', name, end] = /^(.*?)((?:apple-)?icon|opengraph-image|robots)\.(\w+)$/.exec(file) ?? []
  if (!name) return []
  return [`/${dir}${name}${name === 'robots' ? '.txt' : end === 'tsx' ? '' : `.${end}`}`.replaceAll(/\[(\w+)\]/g, ':$1')]
})

test('the table of routes names every page, route handler and file for metadata, and nothing that is not there', () => {
  // One is for addresses that are nowhere else, the other is what our server sends then.
  const special = ['/[...address]', '/not-found-page']
  expect(routes.map((route) => route.path).sort()).toEqual(
    [...pages.map((page) => page.path), ...metadata].filter((each) => !special.includes(each)).sort(),
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

/** Words that stand in an address of ours, or of a form, where another address has that parameter. */
function wordsBeside(parameter: string): string[] {
  const pathsWith = routes.filter((route) => route.path.split('/').includes(`:${parameter}`)).map((route) => route.path)
  const places = pathsWith.map((each) => each.slice(0, each.indexOf(`:${parameter}`)))
  return [...routes, ...actions].flatMap(({ path: each }) =>
    places.flatMap((place) => {
      const word = each.startsWith(place) ? each.slice(place.length).split('/')[0] : ''
      return word && !word.startsWith(':') ? [word] : []
    }),
  )
}

test('no thread, topic or answer gets an address that is a page of ours, and no other word is refused', () => {
  expect([...reservedSlugs].sort()).toEqual([...new Set(['slug', 'topic'].flatMap(wordsBeside))].sort())
})

test('a tag or a person may have any name: no page of ours stands where their names stand', () => {
  for (const parameter of ['tag', 'name']) expect(wordsBeside(parameter), parameter).toEqual([])
})
