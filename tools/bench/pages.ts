import { z } from 'zod'
import { pool, queryRow } from '../../lib/platform/db'
import { seeded } from '../evaluate'
import type { Vocabulary } from './corpus'
import { measurePages, type PageFigure } from './page-figure'
import { withBuiltSite } from './with-built-site'

const Thread = z.object({ id: z.int(), slug: z.string() })
const Topic = z.object({ slug: z.string() })

const cachedRequests = 3_000
const searchRequests = 250

/** Figures of pages as a visitor gets them, each beside a bare Node server that sends the same bytes. */
export type PageFigures = PageFigure[]

/** Starts the built site on the corpus and asks for its pages. */
export function benchPages(databaseUrl: string, vocabulary: Vocabulary): Promise<PageFigures> {
  return withBuiltSite(databaseUrl, async (site) => {
    const figures: PageFigures = []
    for (const [name, addresses, count] of await addressesByKind(vocabulary))
      figures.push(await measurePages(site, { name, addresses, count }))
    return figures
  })
}

async function addressesByKind(vocabulary: Vocabulary): Promise<[name: string, addresses: string[], count: number][]> {
  const thread = await queryRow(pool(), Thread, `select id, slug from thread where reply_count between 20 and 30 order by id limit 1`)
  const topic = await queryRow(pool(), Topic, 'select slug from topic order by thread_count desc limit 1')
  const random = seeded(3)
  const words = Array.from({ length: 60 }, () => `/search?q=${vocabulary.pick()}+${vocabulary.words[300 + Math.floor(random() * 3000)]}`)
  return [
    ['thread', [`/threads/${thread.id}/${thread.slug}`], cachedRequests],
    ['topic', [`/topics/${topic.slug}`], cachedRequests],
    ['search', words, searchRequests],
  ]
}
