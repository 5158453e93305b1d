import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { aRequestContext } from '../../../test/request-context'
import { noteFault, requestContext, tagPage } from '../http/request-context'
import { PageCache } from './page-cache'
import { type Handler, PageServer } from './serve-page'

const open: http.Server[] = []
afterEach(() => {
  for (const server of open.splice(0)) server.close()
})

/** A server whose pages are made by `handler`; `made` says for which addresses it was asked. */
async function aServer(handler: Handler) {
  const made: string[] = []
  const pages = new PageServer(
    new PageCache(1),
    (request, response, asked) => {
      made.push(asked.url)
      return handler(request, response, asked)
    },
    () => true,
  )
  const failures: unknown[] = []
  let arrived = 0
  const server = http.createServer((request, response) => {
    arrived++
    pages.serve({ url: request.url ?? '/', request, response, context: aRequestContext() }).catch((error) => {
      failures.push(error)
      response.writeHead(500).end()
    })
  })
  open.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers, redirect: 'manual' })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
  return { get, made, failures, arrived: () => arrived }
}

const answering =
  (status: number, body = 'x'): Handler =>
  async (_request, response) => {
    tagPage('thread:1')
    response.writeHead(status, { 'content-type': 'text/plain' }).end(body)
  }

test.each([200, 308, 404])('an answer of %i is kept', async (status) => {
  const { get, made } = await aServer(answering(status))
  expect([(await get('/a')).status, (await get('/a')).status]).toEqual([status, status])
  expect(made).toEqual(['/a'])
})

test.each([206, 302, 307, 400, 403, 410, 429])('an answer of %i is not kept', async (status) => {
  const { get, made } = await aServer(answering(status))
  await get('/a')
  await get('/a')
  expect(made).toEqual(['/a', '/a'])
})

test('of a file nothing but the whole of it is kept', async () => {
  let status = 404
  const { get, made } = await aServer((...all) => answering(status)(...all))
  const file = '/_next/static/a.js'
  await get(file)
  status = 206
  await get(file)
  status = 200
  await get(file)
  await get(file)
  expect(made).toEqual([file, file, file])
})

test('a page that failed is neither shown nor kept, and those who waited for it hear the same', async () => {
  const cause = new Error('the cause')
  let finish = () => {}
  const { get, made, failures, arrived } = await aServer(async (_request, response) => {
    tagPage('thread:1')
    noteFault(cause)
    await new Promise<void>((resolve) => {
      finish = resolve
    })
    response.writeHead(500).end('half a page')
  })
  const first = get('/a')
  await expect.poll(() => made.length).toBe(1)
  const second = get('/a')
  await expect.poll(arrived).toBe(2)
  finish()
  expect([(await first).text, (await second).text]).toEqual(['', ''])
  expect(failures).toEqual([cause, cause])
  expect(made).toHaveLength(1)
})

test('a page of which a part failed is shown and not kept', async () => {
  const { get, made } = await aServer(async (_request, response) => {
    tagPage('thread:1')
    noteFault(new Error('a part'))
    response.end('the rest')
  })
  await get('/a')
  expect((await get('/a')).text).toBe('the rest')
  expect(made).toHaveLength(2)
})

test('a page is compared by us: whoever asked first with a condition gets it whole, and so does everyone after', async () => {
  const { get } = await aServer(async (_request, response) => {
    tagPage('thread:1')
    expect(requestContext().viewer.audience).toBe('visitor')
    response.setHeader('content-type', 'text/plain')
    response.end('the whole page')
  })
  const first = await get('/a', { 'if-none-match': '"something else"', range: 'bytes=0-2' })
  expect([first.status, first.text]).toEqual([200, 'the whole page'])
  const known = await get('/a', { 'if-none-match': first.headers.get('etag') as string })
  expect([known.status, known.text]).toEqual([304, ''])
})
