import { cursorOf, type Keyset, pool } from '../../lib/platform/db'
import { freePort } from '../../lib/platform/process'
import { listingPageSize, urls } from '../../lib/shared'
import { seeded } from '../evaluate'
import { bareFigure } from './bare-figure'
import type { Vocabulary } from './corpus'
import { type LoadFigure, load } from './load'
import { startedProcess } from './started-process'

/** Pages of one kind: half warm the process up, the others are measured. */
const pagesOfKind = 400

/** Figures of pages that are made for their first reader, each beside a bare Node server that sends the same bytes. */
export type FirstPageFigures = { name: string; page: LoadFigure; bare: LoadFigure }[]

/** Starts the built site on the corpus and asks for each of many pages once. */
export async function benchFirstPages(databaseUrl: string, vocabulary: Vocabulary, seed: number): Promise<FirstPageFigures> {
  const port = await freePort()
  const site = await startedProcess('bin/web.ts', { DATABASE_URL: databaseUrl, PORT: String(port), NODE_ENV: 'production' })
  try {
    const origin = `http://127.0.0.1:${port}`
    const figures: FirstPageFigures = []
    for (const [name, addresses] of Object.entries(await addressesByKind(vocabulary, seed))) {
      const half = Math.floor(addresses.length / 2)
      const measured = addresses.slice(half)
      const page = await load(origin, measured, measured.length, site.pid as number, addresses.slice(0, half))
      figures.push({ name, page, bare: await bareFigure(origin + measured[0]) })
    }
    return figures
  } finally {
    site.kill('SIGTERM')
  }
}

async function addressesByKind(vocabulary: Vocabulary, seed: number): Promise<Record<string, string[]>> {
  const random = seeded(seed + 4)
  const queries = Array.from({ length: pagesOfKind }, () => {
    return `${vocabulary.pick()} ${vocabulary.words[300 + Math.floor(random() * 3_000)]}`
  })
  const threads = await readRows<{ id: number; slug: string }>(
    `select id, slug from thread where hidden_at is null and standing <> 'covered' order by md5(id::text) limit $1`,
  )
  const covered = await readRows<{ id: number; slug: string }>(
    `select id, slug from thread where hidden_at is null and standing = 'covered' order by md5(id::text) limit $1`,
  )
  const answers = await readRows<{ slug: string }>(`select slug from answer where status = 'published' order by md5(id::text) limit $1`)
  const cursors = await readCursors()
  const tags = await readRows<{ name: string }>(`select name from tag order by thread_count desc, id limit $1`)
  const forms = ['rss', 'atom', 'json'] as const
  return {
    'listing, every row covered': cursors.map(({ slug, ...cursor }) => urls.topic(slug, { filter: 'covered', after: cursorOf(cursor) })),
    search: [...new Set(queries)].map((query) => urls.search(query)),
    thread: threads.map((thread) => urls.thread(thread)),
    'thread with its answer': covered.map((thread) => urls.thread(thread)),
    'canonical answer': answers.map(({ slug }) => urls.answer(slug)),
    feed: forms.flatMap((form) => tags.map(({ name }) => urls.feed({ tag: name }, form))).slice(0, pagesOfKind),
  }
}

/** Places in listings of covered threads after which a whole page follows. */
function readCursors(): Promise<(Keyset & { slug: string })[]> {
  return readRows(
    `select o.slug, t.id, t.activity_at::text as value from (
       select id, area_id, activity_at, row_number() over (partition by area_id order by activity_at, id) as after
       from thread where standing = 'covered' and hidden_at is null) t join topic o on o.id = t.area_id
     where t.after > ${listingPageSize} order by md5(t.id::text) limit $1`,
  )
}

async function readRows<Row>(sql: string): Promise<Row[]> {
  return (await pool().query(sql, [pagesOfKind])).rows
}
