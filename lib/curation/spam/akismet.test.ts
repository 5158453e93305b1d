import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { akismet, fieldsOf, sentWords } from './akismet'

/** What the service does with a question, by the text that it is asked about. */
const answers: Record<string, (response: http.ServerResponse) => void> = {
  spam: (response) => response.end('true'),
  good: (response) => response.end('false'),
  invalid: (response) => response.writeHead(200, { 'X-akismet-debug-help': 'Empty "blog" value' }).end('invalid'),
  broken: (response) => response.writeHead(500).end('true'),
  moved: (response) => response.writeHead(302, { Location: '/elsewhere' }).end(),
  silent: () => undefined,
}
const asked: { path: string; fields: Record<string, string> }[] = []
const server = http.createServer(async (request, response) => {
  let text = ''
  for await (const chunk of request) text += chunk
  const fields = Object.fromEntries(new URLSearchParams(text))
  asked.push({ path: request.url ?? '', fields })
  answers[fields.comment_content ?? '']?.(response)
})
let url = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const question = { kind: 'reply' as const, author: 'Ada', address: '192.0.2.1', userAgent: 'A browser' }
const isSpam = (text: string, waitMs?: number) =>
  akismet({ url, key: 'a-key' }, 'https://help.example.org', waitMs).isSpam({ ...question, text })

test('a service is asked with a form and answers with one word', async () => {
  expect(await isSpam('spam')).toBe(true)
  expect(await isSpam('good')).toBe(false)
  expect(asked[0]).toEqual({
    path: '/1.1/comment-check',
    fields: {
      api_key: 'a-key',
      blog: 'https://help.example.org',
      user_ip: '192.0.2.1',
      user_agent: 'A browser',
      comment_type: 'reply',
      comment_author: 'Ada',
      comment_content: 'spam',
    },
  })
})

test('anything else than yes or no is a failure: another word, a status, a redirect, silence, nobody there', async () => {
  await expect(isSpam('invalid')).rejects.toThrow('Empty "blog" value')
  await expect(isSpam('broken')).rejects.toThrow('status 500')
  await expect(isSpam('moved')).rejects.toThrow()
  await expect(isSpam('silent', 50)).rejects.toThrow()
  await expect(akismet({ url: 'http://127.0.0.1:9', key: '' }, '').isSpam({ ...question, text: 'x' })).rejects.toThrow()
})

test('the administration says of every field what it is', () => {
  const fields = fieldsOf({ ...question, text: 'x' }, 'key', 'https://help.example.org')
  expect(Object.keys(fields)).toEqual(Object.keys(sentWords))
})
