import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import tar from 'tar-stream'
import { expect, test } from 'vitest'
import { anEditor } from '../../../../test/factories'
import { isPictureShown } from '../../../community/uploads/shown-picture'
import { readKeptPicture } from '../../../community/uploads/store'
import { hideReply } from '../../../curation/moderation/hide'
import { visitor } from '../../../identity/viewer/viewer'
import { db } from '../../../platform/db/client'
import { runImport } from '../run'
import { FetchError } from './fetch-picture'
import { hexOfShortName } from './short-name'

let drawn = 0
const draw = () =>
  sharp({ create: { width: 12, height: 12, channels: 3, background: { r: ++drawn * 9, g: 90, b: 60 } } })
    .png()
    .toBuffer()

function folder(files: Record<string, string | Buffer>): string {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-pictures-'))
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(dir, name)), { recursive: true })
    fs.writeFileSync(path.join(dir, name), content)
  }
  return dir
}

const topic = (id: number, texts: { cooked?: string; raw?: string; by?: number }[]) =>
  JSON.stringify({
    id,
    title: `Pictures of topic ${id}`,
    category_id: 3,
    created_at: '2026-01-01T10:00:00Z',
    post_stream: {
      posts: texts.map(({ by = 1, ...text }, i) => ({
        id: id * 100 + i,
        post_number: i + 1,
        topic_id: id,
        username: `painter${by}`,
        user_id: by,
        created_at: `2026-01-01T1${i}:00:00Z`,
        ...text,
      })),
    },
  })

const bodiesOf = async (title: string) => {
  const thread = await db().thread.findFirstOrThrow({ where: { title }, include: { replies: { orderBy: { number: 'asc' } } } })
  return { id: thread.id, replies: thread.replies, bodies: [thread.body, ...thread.replies.map(({ body }) => body)] }
}
const nameIn = (body: string | undefined) => /\/uploads\/([0-9a-f]{32}\.\w+)/.exec(body ?? '')?.[1] as string

/** Runs an import and returns what it leaves among temporary files. Other tests, too, import into the usual folder. */
async function withOwnTemporaryFolder<T>(work: () => Promise<T>): Promise<{ report: T; left: string[] }> {
  const before = process.env.TMPDIR
  const own = folder({})
  process.env.TMPDIR = own
  try {
    return { report: await work(), left: fs.readdirSync(own) }
  } finally {
    process.env.TMPDIR = before
  }
}

/** Returns the name that Discourse has for these bytes. */
function shortNameOf(bytes: Buffer): string {
  const digits = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
  let number = BigInt(`0x${createHash('sha1').update(bytes).digest('hex')}`)
  let name = ''
  for (; number > 0n; number /= 62n) name = digits[Number(number % 62n)] + name
  return name
}

test('pictures that lie beside an export come along, by path, by digest and by short name; the rest keeps its address', async () => {
  const [one, two, three] = [await draw(), await draw(), await draw()]
  const sha = createHash('sha1').update(two).digest('hex')
  expect(hexOfShortName(shortNameOf(two))).toBe(sha)
  const dir = folder({
    'uploads/default/original/1X/one.png': one,
    [`elsewhere/${sha}.png`]: two,
    'holiday.png': three,
    '51.json': topic(51, [
      { cooked: '<p>A <img src="/uploads/default/original/1X/one.png" alt="first"> and <img src="https://other.example/x.png"></p>' },
      {
        cooked: `<p><a class="lightbox" href="https://cdn.example/original/1X/${sha}.png"><img src="x_2_690x388.png" alt="second"></a></p>`,
      },
      { raw: `![third|12x12](upload://${shortNameOf(three)}.png)\n\`![code](/uploads/default/original/1X/one.png)\`` },
      { raw: '[log.zip|attachment](upload://abc.zip) (2 KB)' },
    ]),
  })
  const report = await runImport({ kind: 'discourse', path: dir, source: 'beside' })
  expect(report).toMatchObject({ pictures: { taken: 3, elsewhere: 1, failed: 0, attachments: 1 }, problems: [] })
  const { bodies } = await bodiesOf('Pictures of topic 51')
  expect(bodies[0]).toMatch(/^A !\[first\]\(\/uploads\/[0-9a-f]{32}\.png\) and !\[\]\(https:\/\/other\.example\/x\.png\)$/)
  expect(bodies[1]).toMatch(/^!\[second\]\(\/uploads\/[0-9a-f]{32}\.png\)$/)
  expect(bodies[2]).toMatch(/^!\[third\]\(\/uploads\/[0-9a-f]{32}\.png\)\\\n`!\[code\]\(\/uploads\/default\/original\/1X\/one\.png\)`$/)
  for (const body of bodies.slice(0, 3)) expect(await readKeptPicture(nameIn(body))).not.toBeNull()
  // A second run knows the pictures and changes nothing.
  expect(await runImport({ kind: 'discourse', path: dir, source: 'beside' })).toMatchObject({
    threads: { unchanged: 1 },
    pictures: { taken: 0, known: 3 },
  })
})

test('a picture of another site is not taken for a file of the same name, one that is kept under its host is', async () => {
  const dir = folder({
    'images/logo.png': await draw(),
    'photo.png': await draw(),
    'i.stack.imgur.com/x.png': await draw(),
    'y.png': await draw(),
    '57.json': topic(57, [
      { cooked: '<p><img src="https://other.example/images/logo.png"> <img src="https://other.example/wp/uploads/photo.png"></p>' },
      { cooked: '<p><img src="https://i.stack.imgur.com/x.png"> <img src="https://i.sstatic.net/y.png"> <img src="/images/logo.png"></p>' },
    ]),
  })
  await runImport({ kind: 'discourse', path: dir, source: 'names' })
  const { bodies } = await bodiesOf('Pictures of topic 57')
  expect(bodies[0]).not.toMatch(/\/uploads\/[0-9a-f]{32}/)
  expect(bodies[1]?.match(/\/uploads\/[0-9a-f]{32}/g)).toHaveLength(3)
})

test('pictures within an archive come along too', async () => {
  const pack = tar.pack()
  pack.entry({ name: 'forum/t/52.json' }, topic(52, [{ cooked: '<p><img src="/uploads/default/original/2X/a.png" alt="a"></p>' }]))
  pack.entry({ name: 'forum/uploads/default/original/2X/a.png' }, await draw())
  pack.finalize()
  const file = path.join(folder({}), 'forum.tar')
  const chunks: Buffer[] = []
  for await (const chunk of pack) chunks.push(chunk as Buffer)
  fs.writeFileSync(file, Buffer.concat(chunks))
  const { report, left } = await withOwnTemporaryFolder(() => runImport({ kind: 'discourse', path: file, source: 'archive' }))
  expect(report).toMatchObject({ pictures: { taken: 1 } })
  expect(left, 'nothing of the archive stays on the disk').toEqual([])
  expect((await bodiesOf('Pictures of topic 52')).bodies[0]).toMatch(/^!\[a\]\(\/uploads\/[0-9a-f]{32}\.png\)$/)
})

test('a picture belongs to who wrote its post, and goes with it where it is hidden', async () => {
  const dir = folder({
    'uploads/x/p.png': await draw(),
    '53.json': topic(53, [{ cooked: '<p>Q</p>' }, { cooked: '<p><img src="/uploads/x/p.png"></p>', by: 2 }]),
  })
  await runImport({ kind: 'discourse', path: dir, source: 'hidden' })
  const { bodies, replies } = await bodiesOf('Pictures of topic 53')
  const name = nameIn(bodies[1])
  expect(await isPictureShown(visitor, name)).toBe(true)
  expect(await db().pictureUpload.findMany({ where: { name } })).toMatchObject([{ personId: replies[0]?.authorId }])
  await hideReply(await anEditor(), replies[0]?.id as number, 'Not for here.')
  expect(await isPictureShown(visitor, name)).toBe(false)
})

test('pictures of other sites are brought when that is wanted; what failed is told and tried by the next run, the rest is not fetched again', async () => {
  const bytes = await draw()
  const dir = folder({
    '54.json': topic(54, [
      { cooked: '<p><img src="https://a.example/1.png"> <img src="https://a.example/2.png"></p>' },
      { cooked: '<p><img src="https://a.example/1.png"> <img src="https://a.example/page.png"></p>' },
    ]),
  })
  let asked: string[] = []
  let isUp = false
  const fetchOne = async (address: string) => {
    asked.push(address)
    if (address.endsWith('page.png')) return Buffer.from('<html>')
    if (address.endsWith('2.png') && !isUp) throw new FetchError('its site returned 404')
    return address.endsWith('1.png') ? bytes : draw()
  }
  const run = (fetchPictures: boolean) => runImport({ kind: 'discourse', path: dir, source: 'remote', fetchPictures, fetchOne })
  expect(await run(false)).toMatchObject({ pictures: { taken: 0, elsewhere: 3 } })
  expect(asked).toEqual([])
  const first = await run(true)
  expect(asked.sort()).toEqual(['https://a.example/1.png', 'https://a.example/2.png', 'https://a.example/page.png'])
  expect(first).toMatchObject({ pictures: { taken: 1, failed: 2 }, threads: { updated: 1 } })
  expect(first.problems.map(({ file, message }) => `${file} ${message}`).sort()).toEqual([
    'https://a.example/2.png not copied: its site returned 404',
    'https://a.example/page.png not copied: Pictures are PNG, JPEG, WebP or GIF.',
  ])
  asked = []
  isUp = true
  expect(await run(true)).toMatchObject({ pictures: { taken: 1, known: 1, failed: 1 } })
  expect(asked.sort()).toEqual(['https://a.example/2.png', 'https://a.example/page.png'])
  // Without the option they stay as they were imported.
  expect(await run(false)).toMatchObject({ pictures: { known: 2, elsewhere: 1 }, threads: { unchanged: 1 } })
  const { bodies } = await bodiesOf('Pictures of topic 54')
  expect(bodies[0]?.match(/\/uploads\//g)).toHaveLength(2)
})

test('a host that does not answer is left alone after some tries', async () => {
  let asked = 0
  const fetchOne = async () => {
    asked++
    throw new FetchError('its site can’t be reached (ECONNREFUSED)', true)
  }
  const images = Array.from({ length: 40 }, (_, i) => `<img src="https://dead.example/${i}.png">`).join(' ')
  const dir = folder({ '55.json': topic(55, [{ cooked: `<p>${images}</p>` }]) })
  const report = await runImport({ kind: 'discourse', path: dir, source: 'dead', fetchPictures: true, fetchOne })
  expect(report.pictures.failed).toBe(40)
  expect(asked).toBeLessThan(10)
})

test('a host that answers is asked for every picture, however many it does not have', async () => {
  let asked = 0
  const fetchOne = async () => {
    asked++
    throw new FetchError('its site returned 404')
  }
  const images = Array.from({ length: 12 }, (_, i) => `<img src="https://bare.example/${i}.png">`).join(' ')
  const dir = folder({ '58.json': topic(58, [{ cooked: `<p>${images}</p>` }]) })
  await runImport({ kind: 'discourse', path: dir, source: 'bare', fetchPictures: true, fetchOne })
  expect(asked).toBe(12)
})

test('of a picture whose post was changed here nothing is kept', async () => {
  const dir = folder({ 'uploads/y/q.png': await draw(), '56.json': topic(56, [{ cooked: '<p>Before</p>' }]) })
  await runImport({ kind: 'discourse', path: dir, source: 'edited' })
  await db().thread.updateMany({ where: { title: 'Pictures of topic 56' }, data: { body: 'Edited here', revisionNumber: 2 } })
  fs.writeFileSync(path.join(dir, '56.json'), topic(56, [{ cooked: '<p><img src="/uploads/y/q.png"></p>' }]))
  await runImport({ kind: 'discourse', path: dir, source: 'edited' })
  expect((await bodiesOf('Pictures of topic 56')).bodies).toEqual(['Edited here'])
  const source = await db().importSource.findFirstOrThrow({ where: { name: 'edited' } })
  expect(await db().importedPicture.findMany({ where: { sourceId: source.id } })).toEqual([])
})
