import { pool } from '../../lib/platform/db'
import { freePort } from '../../lib/platform/process'
import { seeded } from '../evaluate'
import { bareFigure } from './bare-figure'
import type { Vocabulary } from './corpus'
import { type LoadFigure, load } from './load'
import { startedProcess } from './started-process'
import { type Weight, weigh } from './weight'

const cachedRequests = 3_000
const searchRequests = 250

/** Figures of pages as a visitor gets them, each beside a bare Node server that sends the same bytes. */
export type PageFigures = { name: string; page: LoadFigure; bare: LoadFigure; weight: Weight }[]

/** Starts the built site on the corpus and asks for its pages. */
export async function benchPages(databaseUrl: string, vocabulary: Vocabulary): Promise<PageFigures> {
  const port = await freePort()
  const site = await startedProcess('bin/web.ts', { DATABASE_URL: databaseUrl, PORT: String(port), NODE_ENV: 'production' })
  try {
    const origin = `http://127.0.0.1:${port}`
    const {
      rows: [thread],
    } = await pool().query(`select id, slug from thread where reply_count between 20 and 30 order by id limit 1`)
    const {
      rows: [topic],
    } = await pool().query('select slug from topic order by thread_count desc limit 1')
    const random = seeded(3)
    const words = Array.from({ length: 60 }, () => `/search?q=${vocabulary.pick()}+${vocabulary.words[300 + Math.floor(random() * 3000)]}`)
    const kinds: [string, string[], number][] = [
      ['thread', [`/threads/${thread.id}/${thread.slug}`], cachedRequests],
      ['topic', [`/topics/${topic.slug}`], cachedRequests],
      ['search', words, searchRequests],
    ]
    const figures: PageFigures = []
    for (const [name, addresses, count] of kinds) {
      const page = await load(origin, addresses, count, site.pid as number)
      figures.push({ name, page, bare: await bareFigure(origin + addresses[0]), weight: await weigh(origin, addresses[0] as string) })
    }
    return figures
  } finally {
    site.kill('SIGTERM')
  }
}
