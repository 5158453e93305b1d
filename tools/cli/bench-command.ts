import { continueSections } from '../../lib/answers'
import { continueFormatting } from '../../lib/content'
import { pool } from '../../lib/platform/db'
import { env, setMeilisearch } from '../../lib/platform/env'
import { countPosts } from '../../lib/search'
import { forgetCorpus } from '../../lib/search/measuring'
import { withScratchDatabase } from '../../lib/setup'
import {
  benchFirstPages,
  benchPages,
  benchSearch,
  benchSemanticSearch,
  benchWrites,
  type FirstPageFigures,
  makeAnswers,
  makeVocabulary,
  readVocabulary,
  type SemanticSearchFigures,
  type Vocabulary,
} from '../bench'
import { attackCommand, killsCommand } from './attack-command'
import { benchImport, timeImport } from './bench-import'
import { type IndexFigures, printFigures } from './bench-report'
import { gapsBenchCommand } from './gaps-bench-command'
import { growthCommand } from './growth-command'
import { noticesBenchCommand } from './notices-bench-command'
import { progressBar } from './progress'
import { withEngine } from './with-engine'

type Options = {
  threads?: string
  seed: string
  json?: boolean
  only?: string
  seconds?: string
  kill?: boolean
  forum?: string
  replies?: string
}
/** About five replies a thread: 30,000 posts. */
const threadsDefault = 5_200

/** `npm run bench`: measures the site on a generated corpus. Quote medians and ratios, because machines vary. */
export async function benchCommand({
  threads: asked,
  seed,
  json,
  only,
  seconds = '20',
  kill = false,
  forum,
  replies,
}: Options): Promise<void> {
  if (only === 'growth') return growthCommand(json)
  if (only === 'gaps') return gapsBenchCommand(asked, json)
  const threads = asked ?? String(threadsDefault)
  if (only === 'kills') return killsCommand(json)
  // Pages and writes are measured without Meilisearch, search with both engines.
  const { meiliUrl } = env()
  setMeilisearch(undefined)
  const figures = await withScratchDatabase(async (databaseUrl) => {
    const imported = forum
      ? await timeImport(forum, 0)
      : await benchImport(Number(threads), Number(seed), replies === undefined ? undefined : Number(replies))
    await pool().query('vacuum analyze')
    forgetCorpus()
    const vocabulary = forum ? await readVocabulary(Number(seed)) : makeVocabulary(Number(seed))
    if (only === 'attack') return attackCommand(databaseUrl, json)
    if (only === 'notices') return noticesBenchCommand(databaseUrl, json)
    const searched = !only || only === 'search'
    return {
      import: imported,
      search: searched ? await benchSearch(vocabulary, Number(seed)) : [],
      indexed: searched && meiliUrl ? await benchIndex(meiliUrl, vocabulary, Number(seed)) : null,
      pages: only && only !== 'pages' ? [] : await benchPages(databaseUrl, vocabulary),
      semantic: only && only !== 'semantic' ? null : await measureSemanticSearch(vocabulary, Number(seed)),
      writes: only && only !== 'writes' ? null : await benchWrites(databaseUrl, Number(seconds), kill),
      // Last, so that its answers are in no other figure.
      firstPages: only && only !== 'pages' && only !== 'first' ? [] : await benchFirst(databaseUrl, vocabulary, Number(seed)),
    }
  })
  if (!figures) return
  if (json) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)
  else printFigures(figures)
}

async function benchFirst(databaseUrl: string, vocabulary: Vocabulary, seed: number): Promise<FirstPageFigures> {
  const bar = progressBar('Writing canonical answers')
  await makeAnswers(vocabulary, seed, bar.update).finally(() => bar.stop())
  // As in a site whose worker has caught up.
  while ((await continueSections()) || (await continueFormatting()));
  await pool().query('vacuum analyze')
  return benchFirstPages(databaseUrl, vocabulary, seed)
}

async function measureSemanticSearch(vocabulary: Vocabulary, seed: number): Promise<SemanticSearchFigures | null> {
  const bar = progressBar('Making vectors')
  return benchSemanticSearch(vocabulary, seed, bar.update).finally(() => bar.stop())
}

/** Measures the same searches on the same posts in Meilisearch, in an index that is removed afterwards. */
async function benchIndex(meiliUrl: string, vocabulary: Vocabulary, seed: number): Promise<IndexFigures> {
  setMeilisearch(meiliUrl)
  try {
    return await withEngine('meilisearch', async (indexed) => {
      const started = performance.now()
      await indexed?.()
      const seconds = (performance.now() - started) / 1000
      const documents = await countPosts()
      return { documents, seconds, search: await benchSearch(vocabulary, seed) }
    })
  } finally {
    setMeilisearch(undefined)
  }
}
