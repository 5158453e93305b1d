// What our server relies on in Next without Next promising it: each is tried by itself, so that an update says what has changed.
// docs/next.md lists them.
import type { ChildProcess } from 'node:child_process'
import { expect, test } from '@playwright/test'
import { freePort } from '../lib/platform/process/free-port'
import { sealPage } from '../lib/web/http/content-security'
import type { Probe, Probed } from './support/bare-next'
import { child, stop } from './support/processes'

let running: ChildProcess
let address: string
const nonce = 'a-nonce-that-no-text-has'

test.beforeAll(async () => {
  const port = await freePort()
  // There is no database: the pages that are asked for need none, or are to fail.
  const env = { ...process.env, NODE_ENV: 'production', DATABASE_URL: 'postgresql://nobody:x@127.0.0.1:9/none' } as NodeJS.ProcessEnv
  running = await child('e2e/support/bare-next.ts', env, () => undefined, [String(port)])
  address = `http://127.0.0.1:${port}`
})
test.afterAll(() => stop(running))

async function ask(url: string, headers: Probe['headers'] = {}): Promise<Probed> {
  const probe: Probe = { url, nonce, headers }
  return (await fetch(address, { method: 'POST', body: JSON.stringify(probe) })).json()
}

const scriptsOf = (html: string) => html.match(/<script[^>]*>/g) ?? []

test('1. Next takes the nonce from the policy in the request, and writes it first on each of its scripts', async () => {
  const { status, body } = await ask('/search/operators')
  expect(status).toBe(200)
  const scripts = scriptsOf(body)
  expect(scripts.length).toBeGreaterThan(5)
  for (const script of scripts) expect(script).toContain(` nonce="${nonce}"`)
  const inline = scripts.filter((script) => !script.includes(' src='))
  expect(inline.length).toBeGreaterThan(1)
  for (const script of inline) expect(script).toMatch(new RegExp(`^<script nonce="${nonce}"(?: id="[\\w-]*")?>$`))
  const sealed = sealPage(Buffer.from(body), nonce)
  expect(sealed.body.toString(), 'nothing of it is left in the page that is kept').not.toContain(nonce)
  expect(sealed.policy.match(/'sha256-/g), 'a digest for each').toHaveLength(inline.length)
  expect((await ask('/search/operators', { 'content-security-policy': null })).body).not.toContain('nonce="')
})

test('2. Next answers a request that we made, by its headers and address alone', async () => {
  const plain = await ask('/search/operators')
  expect(plain.headers['content-type']).toContain('text/html')
  expect(plain.body).toContain('</html>')
  // This is why a reader's own headers must not reach it.
  const asked = await ask('/search/operators', { rsc: '1' })
  expect(asked.headers['content-type'] ?? '').not.toContain('text/html')
  expect(plain.body, 'the head is whole, whoever asks').toMatch(/<head>.*<title>.*<\/head>/s)
})

test('3. Where a page says that there is nothing, Next sends 404 and a blank shell, which our server knows by its id', async () => {
  const { status, body } = await ask('/threads/x/y')
  expect(status).toBe(404)
  expect(body.slice(0, 300)).toContain('id="__next_error__"')
  expect((await ask('/search/operators')).body.slice(0, 300)).not.toContain('__next_error__')
})

test('4. A redirect is a status and an address before anything is written', async () => {
  const { status, headers } = await ask('/settings')
  expect([status, headers.location]).toEqual([307, '/sign-in?next=%2Fsettings'])
})

test('5. A page runs within the context of its request, and so does the hook that hears of its failure', async () => {
  expect((await ask('/settings')).personal).toBe(true)
  const failed = await ask('/tags')
  expect(failed.status).toBe(500)
  expect(failed.tags).toContain('front')
  expect(failed.fault).toMatch(/reach database/)
})
