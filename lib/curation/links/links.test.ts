import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aMember, anEditor, aReader, aTopic } from '../../../test/factories'
import { archiveAnswer, publishRevision, restoreAnswer, startAnswer } from '../../answers'
import { db, pool } from '../../platform/db/client'
import { checkLinks, continueLinks } from './continue-links'
import { decideLink } from './decide-link'
import { countDeadLinks, countLinks, listDeadLinks, readDeadLinks } from './read-dead-links'
import { readLinks } from './read-links'

let server: http.Server
let port: number
const asked: string[] = []
let behave: (path: string, response: http.ServerResponse) => void

beforeAll(async () => {
  server = http.createServer((request, response) => {
    asked.push(`${request.headers.host?.split(':')[0]}${request.url}`)
    behave(request.url as string, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(async () => {
  asked.splice(0)
  behave = (path, response) => response.writeHead(path.startsWith('/gone') ? 404 : 200).end()
  await pool().query('truncate answer_link, web_link, link_host')
  await pool().query('update answer set links_read = true')
})

const reach = { resolve: async () => [{ address: '127.0.0.1', family: 4 }], isAllowed: () => true }
const site = (name: string) => `http://${name}.example:${port}`
// Later than the database's own time, by which new links are due.
let at = Date.now() + 86_400_000
/** Checks all links that are due at the test's time. */
const checkAll = async () => {
  while (await checkLinks({ reach, now: () => new Date(at) })) at += 6_000
}
const days = (count: number) => void (at += count * 86_400_000)

async function publish(body: string, options: { answerId?: number; basedOn?: number; topicId?: number } = {}) {
  const editor = await anEditor()
  const title = `Where to read on ${at}`
  const id = options.answerId ?? (await startAnswer(editor, { topicId: options.topicId ?? (await aTopic()), title, body })).id
  const text = { title, summary: '', body, appliesTo: [], note: 'Links.', significance: 'minor' as const }
  await publishRevision(editor, { answerId: id, basedOn: options.basedOn ?? 0, ...text })
  while (await readLinks()) {}
  return id
}
const stored = async () =>
  (
    await pool().query(
      `select l.address, l.state, x.anchor from web_link l left join answer_link x on x.link_id = l.id order by x.answer_id, x.id`,
    )
  ).rows
const stateOf = async (address: string) => (await db().webLink.findUniqueOrThrow({ where: { address } })).state

test('publishing brings the links that readers see, each with its section; a revision and an archive take them along', async () => {
  const body = [
    `Read [this](${site('a')}/one#part) and <${site('a')}/one>, or [mail](mailto:x@a.example).`,
    `## Pumps\n\n[By name][pump], ${site('b')}/auto and <a href="${site('c')}/html">HTML</a>. \`${site('d')}/code\` ![](${site('e')}/picture.png)`,
    `[own](/answers) [own](http://localhost:3000/answers) <script src="${site('f')}"></script>`,
    `[pump]: ${site('b')}/named?x=1&y=2`,
  ].join('\n\n')
  const id = await publish(body)
  expect(await stored()).toEqual([
    { address: `${site('a')}/one`, state: 'unchecked', anchor: '' },
    { address: `${site('b')}/named?x=1&y=2`, state: 'unchecked', anchor: 'pumps' },
    { address: `${site('b')}/auto`, state: 'unchecked', anchor: 'pumps' },
    { address: `${site('c')}/html`, state: 'unchecked', anchor: 'pumps' },
  ])
  await checkAll()
  const other = await publish(`[too](${site('b')}/auto)`)
  await publish(`## New\n\n[this](${site('a')}/one) [more](${site('a')}/two)`, { answerId: id, basedOn: 1 })
  expect(await stored()).toEqual([
    { address: `${site('a')}/one`, state: 'ok', anchor: 'new-section' },
    { address: `${site('a')}/two`, state: 'unchecked', anchor: 'new-section' },
    { address: `${site('b')}/auto`, state: 'ok', anchor: '' },
  ])
  await archiveAnswer(await anEditor(), other)
  await archiveAnswer(await anEditor(), id)
  days(30)
  asked.splice(0)
  await checkAll()
  expect(asked, 'nobody reads these links').toEqual([])
  await restoreAnswer(await anEditor(), other)
  await checkAll()
  expect(asked).toEqual(['b.example/auto'])
})

test('a link that is dead is listed for editors with its place and reason, and for nobody else', async () => {
  const id = await publish(`## Here\n\n[gone](${site('a')}/gone) [fine](${site('a')}/fine)`)
  await checkAll()
  const editor = await anEditor()
  expect(await countDeadLinks(editor), 'once says nothing').toBe(0)
  days(1)
  await checkAll()
  expect(await readDeadLinks(editor, id)).toMatchObject([
    {
      address: `${site('a')}/gone`,
      answer: { id },
      section: { anchor: 'here', heading: 'Here' },
      status: 404,
      why: 'its site has no such page (404)',
    },
  ])
  expect([await countDeadLinks(editor), (await readDeadLinks(editor)).length]).toEqual([1, 1])
  for (const viewer of [await aMember(), { audience: 'visitor' as const, personId: null }]) {
    await expect(readDeadLinks(viewer, id)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(countDeadLinks(viewer)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(decideLink(viewer, 1, 'fine')).rejects.toMatchObject({ code: 'forbidden' })
  }
  behave = (_, response) => response.end()
  days(7)
  await checkAll()
  expect(await countDeadLinks(editor), 'its page is back').toBe(0)
})

test('an editor says that a link is fine and takes that back, both on record; it is not checked meanwhile, until its address changes', async () => {
  const id = await publish(`[gone](${site('a')}/gone)`)
  await checkAll()
  days(1)
  await checkAll()
  const editor = await aReader('editor')
  const [link] = await readDeadLinks(editor, id)
  await decideLink(editor, link?.id ?? 0, 'fine')
  expect(await countLinks(editor)).toEqual({ dead: 0, fine: 1 })
  expect((await listDeadLinks(editor, { show: 'fine' })).links).toMatchObject([{ address: `${site('a')}/gone` }])
  days(30)
  asked.splice(0)
  await checkAll()
  expect(asked).toEqual([])
  await publish(`[gone](${site('a')}/gone) still`, { answerId: id, basedOn: 1 })
  expect(await countLinks(editor)).toEqual({ dead: 0, fine: 1 })
  await decideLink(editor, link?.id ?? 0, 'not_fine')
  expect(await countLinks(editor)).toEqual({ dead: 1, fine: 0 })
  const acts = await db().auditEntry.findMany({ where: { subjectKind: 'answer', subjectId: id, action: { startsWith: 'link.' } } })
  expect(acts.map(({ action, reason }) => [action, reason])).toEqual([
    ['link.fine', `${site('a')}/gone`],
    ['link.not_fine', `${site('a')}/gone`],
  ])
  await publish(`[gone](${site('a')}/gone-too)`, { answerId: id, basedOn: 2 })
  expect(await countLinks(editor), 'another address is another link').toEqual({ dead: 0, fine: 0 })
  await expect(decideLink(editor, link?.id ?? 0, 'fine')).rejects.toMatchObject({ code: 'not_found' })
})

test('of one site a link is asked for at a time, seconds apart and later where it says so; other sites do not wait', async () => {
  behave = (path, response) => (path === '/busy' ? response.writeHead(503, { 'retry-after': '600' }).end() : response.end())
  await publish(`[1](${site('a')}/1) [2](${site('a')}/2) [3](${site('b')}/busy) [4](${site('b')}/4) [5](${site('c')}/5)`)
  const turn = async (seconds: number) => {
    at += seconds * 1_000
    asked.splice(0)
    await checkLinks({ reach, now: () => new Date(at) })
    return [...asked].sort()
  }
  expect(await turn(0)).toEqual(['a.example/1', 'b.example/busy', 'c.example/5'])
  expect(await turn(4)).toEqual([])
  expect(await turn(1)).toEqual(['a.example/2'])
  expect(await turn(590)).toEqual([])
  expect(await turn(5)).toEqual(['b.example/4'])
  expect(await turn(3_600), 'until tomorrow nothing is due').toEqual([])
})

test('two workers at once ask for nothing twice', async () => {
  await publish(Array.from({ length: 8 }, (_, i) => `[x](${site(`s${i}`)}/${i})`).join(' '))
  const now = () => new Date(at)
  await Promise.all([checkLinks({ reach, now }), checkLinks({ reach, now })])
  while (await checkLinks({ reach, now })) {}
  expect(asked.length).toBe(8)
})

test('a worker that ends or is killed in the middle of a check loses nothing', async () => {
  await publish(`[slow](${site('a')}/slow)`)
  const ending = new AbortController()
  behave = () => ending.abort()
  await checkLinks({ reach, now: () => new Date(at), signal: ending.signal })
  expect(await stateOf(`${site('a')}/slow`), 'nothing is said').toBe('unchecked')
  // Killed: its claim stays.
  const later = new Date(at + 600_000)
  await pool().query('update web_link set check_at = $1', [later])
  await pool().query('update link_host set free_at = $1', [later])
  behave = (_, response) => response.end()
  expect(await checkLinks({ reach, now: () => new Date(at) })).toBe(false)
  at += 600_000
  await checkAll()
  expect(await stateOf(`${site('a')}/slow`)).toBe('ok')
})

test('a site that has switched it off asks nobody, and its editors cannot either', async () => {
  const id = await publish(`[x](${site('a')}/gone)`)
  expect(await continueLinks({ reach })).toBe(false)
  expect(asked).toEqual([])
  await pool().query(`update web_link set state = 'dead', failing_since = now()`)
  const editor = await anEditor()
  const [link] = await readDeadLinks(editor, id)
  await expect(decideLink(editor, link?.id ?? 0, 'check')).rejects.toMatchObject({ code: 'conflict' })
})

test('a list of any length is read in pages that hold each link once', async () => {
  const count = 65
  await publish(Array.from({ length: count }, (_, i) => `[x](${site('a')}/gone/${i})`).join(' '))
  await pool().query(`update web_link set state = 'dead', failing_since = now() - interval '1 day' * (id % 3)`)
  const editor = await anEditor()
  const seen: number[] = []
  for (let after: string | undefined, more = true; more; ) {
    const { links, older } = await listDeadLinks(editor, { show: 'dead', after })
    seen.push(...links.map(({ id }) => id))
    after = older ?? undefined
    more = older !== null
  }
  expect([seen.length, new Set(seen).size]).toEqual([count, count])
})
