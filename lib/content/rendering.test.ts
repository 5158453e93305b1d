import { afterEach, expect, test, vi } from 'vitest'
import { aMember, anEditor, aThread, aTopic } from '../../test/factories'
import { startAnswer } from '../answers'
import { postReply } from '../community/threads'
import { pool as database, db } from '../platform/db/client'
import { formatAgain } from './format-again'
import { ContentPool, contentPool, workerFile } from './pool/content-pool'
import { patientLimits, usualLimits } from './pool/limits'
import { digestOf, renderBodies, renderText } from './rendering'

// Threads of the pool have lower priority than everything else on the machine.

const key = Symbol.for('cairn.content-pool')
const holder = globalThis as Record<symbol, unknown>
const slow = (name: string) => `${name}\n\n${'```js\nlet a = "b" // c\n```\n'.repeat(6_000)}`.trim()

afterEach(async () => {
  vi.restoreAllMocks()
  await contentPool().close()
  delete holder[key]
})

/** Sets very short limits for the texts of this process. */
function withLittleTime(): void {
  holder[key] = new ContentPool(workerFile(), { ...usualLimits, queueWaitMs: 600_000, cpuMs: 300 })
}

test('a text that is cut off is shown as written and kept with its mark; once there is time it is formatted and its pages expire', async () => {
  const thread = await aThread({ body: slow('first') })
  const page = `thread:${thread.id}`
  await db().renderedBody.deleteMany()
  withLittleTime()
  const [html] = await renderBodies(db(), [slow('first')], [page])
  expect(html).toContain('<pre tabindex="0"><code>first\n\n```js')
  const kept = await db().renderedBody.findUniqueOrThrow({ where: { digest: digestOf(slow('first')) } })
  expect([kept.html === html, kept.source, kept.pages]).toEqual([true, slow('first'), [page]])
  expect(await renderBodies(db(), [slow('first')], [page]), 'it is not tried again by readers').toEqual([html])

  expect(await formatAgain(patientLimits)).toBe(true)
  const [formatted] = await renderBodies(db(), [slow('first')], [page])
  expect(formatted).toContain('<div class="codebox">')
  const { rows } = await database().query('select tags from page_expiry order by id desc limit 1')
  expect(rows[0].tags).toEqual([page])
  expect(await formatAgain(), 'nothing waits').toBe(false)
})

test('a text that is cut off once more stays as written for good', async () => {
  const { id } = await aThread()
  await postReply(await aMember(), { threadId: id, body: slow('second') })
  await db().renderedBody.deleteMany()
  withLittleTime()
  const [html] = await renderBodies(db(), [slow('second')], [`thread:${id}`])
  expect(await formatAgain({ ...patientLimits, cpuMs: 300 })).toBe(true)
  expect(await renderBodies(db(), [slow('second')])).toEqual([html])
  const kept = await db().renderedBody.findUniqueOrThrow({ where: { digest: digestOf(slow('second')) } })
  expect([kept.source, kept.pages]).toEqual([null, []])
})

test('where something else than the text is at fault it is tried again later', async () => {
  const text = 'Cut off *once*.'
  const { id } = await aThread({ body: text })
  await db().renderedBody.deleteMany()
  await db().renderedBody.create({ data: { digest: digestOf(text), html: 'as written', source: text, pages: [`thread:${id}`] } })
  vi.spyOn(ContentPool.prototype, 'run').mockRejectedValueOnce(new Error('no thread can be started'))
  await expect(formatAgain()).rejects.toThrow('no thread can be started')
  expect(await formatAgain(), 'it still waits').toBe(true)
  expect((await db().renderedBody.findUniqueOrThrow({ where: { digest: digestOf(text) } })).html).toBe('<p>Cut off <em>once</em>.</p>')
})

test('a text that was cut off and stands nowhere any more is forgotten; a part of an answer stands there', async () => {
  const row = (source: string) => ({ digest: digestOf(source), html: 'as written', source, pages: ['thread:9'] })
  await db().renderedBody.createMany({ data: [row('Withdrawn *meanwhile*.')] })
  expect(await formatAgain()).toBe(true)
  expect(await db().renderedBody.findUnique({ where: { digest: digestOf('Withdrawn *meanwhile*.') } })).toBeNull()
  await startAnswer(await anEditor(), {
    topicId: await aTopic(),
    title: 'An answer',
    body: '## One\n\nA *section*,\n\n\nin two parts.\n\n## Two',
  })
  const passage = 'A *section*,\n\nin two parts.'
  await db().renderedBody.createMany({ data: [row(passage)] })
  expect(await formatAgain()).toBe(true)
  expect(await db().renderedBody.findUnique({ where: { digest: digestOf(passage) } })).toMatchObject({
    html: '<p>A <em>section</em>,</p>\n<p>in two parts.</p>',
    source: null,
  })
  const withNote = 'Said[^1].\n\n[^1]: Elsewhere.'
  await startAnswer(await anEditor(), {
    topicId: await aTopic(),
    title: 'Notes',
    body: '## One\n\nSaid[^1].\n\n## Two\n\n[^1]: Elsewhere.',
  })
  await db().renderedBody.createMany({ data: [row(withNote)] })
  expect(await formatAgain()).toBe(true)
  const kept = await db().renderedBody.findUniqueOrThrow({ where: { digest: digestOf(withNote) } })
  expect(kept.html, 'a section with a note of another section').toContain('data-footnotes')
  expect(await formatAgain(), 'nothing waits').toBe(false)
})

test('the same text twice on a page is formatted once, and order is kept', async () => {
  expect(await renderBodies(db(), ['*a*', 'b', '*a*'])).toEqual(['<p><em>a</em></p>', '<p>b</p>', '<p><em>a</em></p>'])
})

test('a preview is never kept', async () => {
  const { html, outcome } = await renderText('a preview of *mine*')
  expect([html, outcome]).toEqual(['<p>a preview of <em>mine</em></p>', 'formatted'])
  expect(await db().renderedBody.findUnique({ where: { digest: digestOf('a preview of *mine*') } })).toBeNull()
})

test('texts that can’t be kept are shown all the same, in their order, and kept once there is room', async () => {
  await renderBodies(db(), ['Kept *before*.'])
  await database().query(`create function full_disk() returns trigger language plpgsql as
    $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$`)
  await database().query('create trigger full_disk before insert on rendered_body for each statement execute function full_disk()')
  const count = await db().renderedBody.count()
  const texts = ['New **one**.', 'Kept *before*.', 'New `two`.']
  const shown = await renderBodies(db(), texts)
  expect(shown.map((html) => html.trim())).toEqual([
    '<p>New <strong>one</strong>.</p>',
    '<p>Kept <em>before</em>.</p>',
    '<p>New <code>two</code>.</p>',
  ])
  expect(await db().renderedBody.count()).toBe(count)
  await database().query('drop trigger full_disk on rendered_body')
  expect(await renderBodies(db(), texts)).toEqual(shown)
  expect(await db().renderedBody.count()).toBe(count + 2)
})
