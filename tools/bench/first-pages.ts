import { z } from 'zod'
import { cursorOf, type Keyset, pool, queryRows } from '../../lib/platform/db'
import { listingPageSize, urls } from '../../lib/shared'
import { seeded } from '../evaluate'
import type { Vocabulary } from './corpus'
import { measurePages, type PageFigure } from './page-figure'
import { withBuiltSite } from './with-built-site'

/** Pages of one kind: half warm the process up, the others are measured. */
const pagesOfKind = 400

const Thread = z.object({ id: z.int(), slug: z.string() })
const Answer = z.object({ slug: z.string() })
const Tag = z.object({ name: z.string() })
const Place = Thread.extend({ value: z.string() })

/** Figures of pages that are made for their first reader, each beside a bare Node server that sends the same bytes. */
export type FirstPageFigures = PageFigure[]

/** Starts the built site on the corpus and asks for each of many pages once. */
export function benchFirstPages(databaseUrl: string, vocabulary: Vocabulary, seed: number): Promise<FirstPageFigures> {
  return withBuiltSite(databaseUrl, async (site) => {
    const figures: FirstPageFigures = []
    for (const [name, addresses] of Object.entries(await addressesByKind(vocabulary, seed))) {
      // A small corpus has none of some kinds.
      if (addresses.length < 2) continue
      const half = Math.floor(addresses.length / 2)
      const measured = addresses.slice(half)
      figures.push(await measurePages(site, { name, addresses: measured, count: measured.length, before: addresses.slice(0, half) }))
    }
    return figures
  })
}

async function addressesByKind(vocabulary: Vocabulary, seed: number): Promise<Record<string, string[]>> {
  const random = seeded(seed + 4)
  const queries = Array.from({ length: pagesOfKind }, () => {
    return `${vocabulary.pick()} ${vocabulary.words[300 + Math.floor(random() * 3_000)]}`
  })
  const threads = await readRows(
    Thread,
    `select id, slug from thread where hidden_at is null and standing <> 'covered' order by md5(id::text) limit $1`,
  )
  const covered = await readRows(
    Thread,
    `select id, slug from thread where hidden_at is null and standing = 'covered' order by md5(id::text) limit $1`,
  )
  const answers = await readRows(Answer, `select slug from answer where status = 'published' order by md5(id::text) limit $1`)
  const cursors = await readCursors()
  const tags = await readRows(Tag, `select name from tag order by thread_count desc, id limit $1`)
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

/** Returns positions in listings of covered threads after which a whole page follows. */
function readCursors(): Promise<(Keyset & { slug: string })[]> {
  return readRows(
    Place,
    `select o.slug, t.id, t.activity_at::text as value from (
       select id, area_id, activity_at, row_number() over (partition by area_id order by activity_at, id) as after
       from thread where standing = 'covered' and hidden_at is null) t join topic o on o.id = t.area_id
     where t.after > ${listingPageSize} order by md5(t.id::text) limit $1`,
  )
}

function readRows<Schema extends z.ZodType>(schema: Schema, sql: string): Promise<z.output<Schema>[]> {
  return queryRows(pool(), schema, sql, [pagesOfKind])
}
