import fs from 'node:fs'
import path from 'node:path'
import { type Browser, expect, test } from '@playwright/test'
import { storable } from '../lib/shared/storable'
import { hostileTexts, sampleOf } from './support/hostile-texts'
import { anOwnSite, type OwnSite } from './support/own-site'
import { script } from './support/processes'

// Every text goes in by a real form, by an import and by the preview, and is opened in a real browser. A sample; the whole, some
// thousand texts with CAIRN_EVAL_DIR, by `HOSTILE_TEXTS=all node node_modules/@playwright/test/cli.js test hostile-texts`.
const all = process.env.HOSTILE_TEXTS === 'all'
const sampleSize = 60
const repliesAThread = 40

let site: OwnSite
let texts: string[]
test.describe.configure({ mode: 'serial', ...(all && { timeout: 4 * 3_600_000 }) })
test.beforeAll(async () => {
  site = await anOwnSite()
  texts = all ? hostileTexts() : sampleOf(hostileTexts(), sampleSize)
})
test.afterAll(() => site?.stop())

/** What became of the texts. All but `texts` and `refused` must be nothing. */
type Outcome = { texts: number; refused: number; executions: number; faults: number; changed: number }

test('hostile texts that come by the form are stored as written, run nothing and fail nothing', async ({ browser }) => {
  const cookie = cookieOf('Hostile Writer')
  const outcome: Outcome = { texts: texts.length, refused: 0, executions: 0, faults: 0, changed: 0 }
  const threads: string[] = []
  let threadId = 0
  for (const [i, text] of texts.entries()) {
    if (i % repliesAThread === 0) {
      threadId = site.act<{ id: number }>('thread', 'hostile-form', `Attacks from ${i}`, 'See the replies.').id
      threads.push(`/threads/${threadId}/x`)
    }
    // A person may post so often; this one is a hundred persons.
    if (i % 20 === 0) await site.sql('delete from rate_count')
    const status = await post(cookie, `/threads/${threadId}/reply`, { body: text })
    if (status >= 500) outcome.faults++
    if (status !== 303) {
      outcome.refused++
      continue
    }
    const { rows } = await site.sql('select body from reply where thread_id = $1 order by id desc limit 1', [threadId])
    if (rows[0]?.body !== storable(text).replace(/\r\n?/g, '\n').trim()) outcome.changed++
    if (i % 5 === 0 && (await post(cookie, '/preview', { body: text })) >= 500) outcome.faults++
  }
  const shown = await open(browser, threads)
  report('form', { ...outcome, executions: shown.executions, faults: outcome.faults + shown.faults })
})

test('hostile texts that come by an import run nothing and fail nothing', async ({ browser }, info) => {
  const folder = info.outputPath('export')
  fs.mkdirSync(folder, { recursive: true })
  const threads: string[] = []
  for (let from = 0; from < texts.length; from += repliesAThread) {
    const id = 700_000 + from
    fs.writeFileSync(path.join(folder, `${id}.json`), JSON.stringify(topicOf(id, texts.slice(from, from + repliesAThread))))
    threads.push(`/t/${id}`)
  }
  script('bin/cairn.ts', { DATABASE_URL: site.databaseUrl, CAIRN_DATA_DIR: site.dataDir }, [
    'import',
    'discourse',
    folder,
    '--source',
    'hostile',
  ])
  const { rows } = await site.sql(
    `select count(*)::int as n from reply r join thread t on t.id = r.thread_id where t.title like 'Imported %'`,
  )
  const shown = await open(browser, threads)
  // HTML that has no words becomes an empty text.
  expect(rows[0].n).toBeGreaterThan(texts.length / 2)
  report('import', { texts: texts.length, refused: texts.length - rows[0].n, changed: 0, ...shown })
})

function report(way: string, outcome: Outcome): void {
  console.log(`${way}: ${JSON.stringify(outcome)}`)
  expect({ executions: outcome.executions, faults: outcome.faults, changed: outcome.changed }, way).toEqual({
    executions: 0,
    faults: 0,
    changed: 0,
  })
}

/** A Discourse topic whose replies are these, as HTML of the forum that was. */
function topicOf(id: number, bodies: string[]) {
  const at = '2020-01-01T00:00:00.000Z'
  const posts = ['<p>See the replies.</p>', ...bodies].map((cooked, i) => ({
    id: id * 100 + i,
    post_number: i + 1,
    topic_id: id,
    username: 'old_attacker',
    user_id: 1,
    created_at: at,
    cooked,
  }))
  return { id, title: `Imported attacks from ${id}`, category_id: 1, created_at: at, post_stream: { posts } }
}

/** Opens each page in a browser in which whatever a text could run is noticed. */
async function open(browser: Browser, addresses: string[]): Promise<{ executions: number; faults: number }> {
  const page = await browser.newPage()
  let executions = 0
  let faults = 0
  await page.exposeFunction('noteExecution', () => executions++)
  await page.addInitScript(() => {
    const note = () => (window as unknown as { noteExecution(): void }).noteExecution()
    for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) Object.defineProperty(window, name, { value: note })
    // A policy that stops a script is the second line: the first must not let it get there.
    document.addEventListener('securitypolicyviolation', (event) => event.violatedDirective.startsWith('script-src') && note())
  })
  // Pictures that the texts name lie elsewhere.
  await page.route(
    (url) => url.origin !== site.urls[0],
    (route) => route.fulfill({ body: '' }),
  )
  page.on('dialog', (dialog) => {
    executions++
    void dialog.dismiss()
  })
  for (const address of addresses) {
    const answer = await page.goto(`${site.urls[0]}${address}`)
    if ((answer?.status() ?? 500) >= 500) faults++
    if ((await page.title()) === 'broken' || (await page.locator('main script:not([type="application/ld+json"]), main iframe').count()) > 0)
      executions++
    // Links and handlers that only a click or a pointer would run.
    executions += await page
      .locator('main a[href^="javascript:" i], main a[href^="vbscript:" i], main [onerror], main [onclick], main [onmouseover]')
      .count()
  }
  await page.close()
  return { executions, faults }
}

async function post(cookie: string, at: string, form: Record<string, string>): Promise<number> {
  const origin = site.urls[0] as string
  const response = await fetch(origin + at, {
    method: 'POST',
    headers: { cookie, origin },
    body: new URLSearchParams(form),
    redirect: 'manual',
  })
  await response.arrayBuffer()
  return response.status
}

function cookieOf(name: string): string {
  const { cookies } = site.act<{ cookies: { name: string; value: string }[] }>('account', name, 'editor')
  return cookies.map((each) => `${each.name}=${each.value}`).join('; ')
}
