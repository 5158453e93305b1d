import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { continueSections } from '../../lib/answers'
import { continueFormatting } from '../../lib/content'
import { runImport } from '../../lib/exchange/import'
import { pool, queryRow } from '../../lib/platform/db'
import { env, setMeilisearch } from '../../lib/platform/env'
import { forgetCorpus } from '../../lib/search/measuring'
import { withScratchDatabase } from '../../lib/setup'
import {
  benchFirstPages,
  benchPages,
  benchSearch,
  benchSemanticSearch,
  benchWrites,
  type FirstPageFigures,
  type LoadFigure,
  makeAnswers,
  makeVocabulary,
  type PageFigures,
  readVocabulary,
  type SearchFigure,
  type SemanticSearchFigures,
  type Vocabulary,
  type WriteFigures,
  writeCorpus,
} from '../bench'
import { attackCommand, killsCommand } from './attack-command'
import { growthCommand } from './growth-command'
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
type ImportFigure = { posts: number; seconds: number; postsPerSecond: number; cpuMsPerPost: number }

/** About five replies a thread: 30,000 posts. */
const threadsDefault = 5_200

/** `npm run bench`: figures on a corpus of its own making. Quote medians and ratios; machines are noisy. */
export async function benchCommand({
  threads = String(threadsDefault),
  seed,
  json,
  only,
  seconds = '20',
  kill = false,
  forum,
  replies,
}: Options): Promise<void> {
  if (only === 'growth') return growthCommand(json)
  if (only === 'kills') return killsCommand(json)
  // Pages and writes are measured as an installation without Meilisearch is; search on both.
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
    const searched = !only || only === 'search'
    return {
      import: imported,
      search: searched ? await benchSearch(vocabulary, Number(seed)) : [],
      indexed: searched && meiliUrl ? await benchIndex(meiliUrl, vocabulary, Number(seed)) : null,
      pages: only && only !== 'pages' ? [] : await benchPages(databaseUrl, vocabulary),
      semantic: only && only !== 'semantic' ? null : await measureSemanticSearch(vocabulary, Number(seed)),
      writes: only && only !== 'writes' ? null : await benchWrites(databaseUrl, Number(seconds), kill),
      // Last: its answers are in nobody else's figures.
      firstPages: only && only !== 'pages' && only !== 'first' ? [] : await benchFirst(databaseUrl, vocabulary, Number(seed)),
    }
  })
  if (!figures) return
  if (json) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)
  else print(figures)
}

async function benchImport(threads: number, seed: number, replies?: number): Promise<ImportFigure> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-bench-'))
  try {
    const writing = progressBar('Making the corpus')
    const posts = writeCorpus(dir, { threads, seed, replies }, writing.update)
    writing.stop()
    return await timeImport(dir, posts)
  } finally {
    fs.rmSync(dir, { recursive: true, force: true })
  }
}

/** Imports a Discourse export. `posts` is how many it holds; 0 counts what is there afterwards. */
async function timeImport(dir: string, posts: number): Promise<ImportFigure> {
  const importing = progressBar('Importing it')
  const cpu = process.cpuUsage()
  const started = performance.now()
  await runImport({ kind: 'discourse', path: dir, progress: importing.update })
  const seconds = (performance.now() - started) / 1000
  const used = process.cpuUsage(cpu)
  importing.stop()
  const n = posts || (await countPosts())
  return { posts: n, seconds, postsPerSecond: n / seconds, cpuMsPerPost: (used.user + used.system) / 1000 / n }
}

async function benchFirst(databaseUrl: string, vocabulary: Vocabulary, seed: number): Promise<FirstPageFigures> {
  const bar = progressBar('Writing canonical answers')
  await makeAnswers(vocabulary, seed, bar.update).finally(() => bar.stop())
  // As in a site whose worker has had time.
  while ((await continueSections()) || (await continueFormatting()));
  await pool().query('vacuum analyze')
  return benchFirstPages(databaseUrl, vocabulary, seed)
}

async function measureSemanticSearch(vocabulary: Vocabulary, seed: number): Promise<SemanticSearchFigures | null> {
  const bar = progressBar('Making vectors')
  return benchSemanticSearch(vocabulary, seed, bar.update).finally(() => bar.stop())
}

const Count = z.object({ n: z.int() })

async function countPosts(): Promise<number> {
  return (await queryRow(pool(), Count, 'select count(*)::int as n from search_post')).n
}

type IndexFigures = { documents: number; seconds: number; search: SearchFigure[] }

/** The same posts in Meilisearch, and the same searches, in an index that is gone afterwards. */
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

type Figures = {
  import: ImportFigure
  search: SearchFigure[]
  indexed: IndexFigures | null
  pages: PageFigures
  firstPages: FirstPageFigures
  semantic: SemanticSearchFigures | null
  writes: WriteFigures | null
}

function print({ import: imported, search, indexed, pages, firstPages, semantic, writes }: Figures): void {
  const out = (line: string) => process.stdout.write(`${line}\n`)
  out(
    `\nImport      ${imported.posts} posts in ${imported.seconds.toFixed(1)} s: ${imported.postsPerSecond.toFixed(0)} posts/s, ${imported.cpuMsPerPost.toFixed(2)} ms of CPU each`,
  )
  if (indexed)
    out(
      `Indexing    ${indexed.documents} posts in ${indexed.seconds.toFixed(1)} s: ${(indexed.documents / indexed.seconds).toFixed(0)} posts/s`,
    )
  for (const { engine, kind, p50, p95, cpu } of [...search, ...(indexed?.search ?? [])]) {
    if (kind === search[0]?.kind) out(`\nSearch, in the server, ${engine.padEnd(12)}   p50 ms   p95 ms   CPU ms`)
    out(`  ${kind.padEnd(32)} ${p50.toFixed(1).padStart(8)} ${p95.toFixed(1).padStart(8)} ${cpu.toFixed(1).padStart(8)}`)
  }
  if (pages.length > 0) printLoad('Pages, as a visitor', pages)
  if (pages.length > 0) out('\nFirst load, KiB as gzip              scripts     html  everything')
  for (const { name, weight } of pages)
    out(
      `  ${name.padEnd(32)} ${weight.scripts.toFixed(1).padStart(8)} ${weight.html.toFixed(1).padStart(8)} ${weight.everything.toFixed(1).padStart(10)}`,
    )
  if (firstPages.length > 0) printLoad('Made for their first reader', firstPages)
  if (semantic) printSemanticSearch(semantic)
  if (!writes) return
  out('\nWrites by a hundred members, with visitors reading')
  out(
    `  writes ${writes.writes}, ${writes.writesPerSecond.toFixed(0)}/s; p50 ${writes.p50.toFixed(0)} ms, p99 ${writes.p99.toFixed(0)} ms; pages read ${writes.reads}`,
  )
  out(`  from a write to its being found: p50 ${writes.found.p50.toFixed(0)} ms, p99 ${writes.found.p99.toFixed(0)} ms`)
  out(`  failed ${writes.failures}, lost ${writes.lost}, twice ${writes.twice}, counters off ${writes.drift}, kills ${writes.kills}`)
}

function printLoad(title: string, figures: { name: string; page: LoadFigure; bare: LoadFigure }[]): void {
  const out = (line: string) => process.stdout.write(`${line}\n`)
  out(`\n${title.padEnd(35)}   req/s   p50 ms   p99 ms   CPU ms   bytes`)
  for (const { name, page, bare } of figures) {
    for (const [label, figure] of [
      [name, page],
      ['  bare Node, same bytes', bare],
    ] as const) {
      out(
        `  ${label.padEnd(32)} ${figure.requestsPerSecond.toFixed(0).padStart(10)} ${figure.p50.toFixed(2).padStart(8)} ${figure.p99.toFixed(2).padStart(8)} ${(figure.cpuMs?.toFixed(2) ?? '–').padStart(8)} ${figure.bytes.toFixed(0).padStart(8)}`,
      )
    }
  }
}

function printSemanticSearch({ threads, rows, ...figures }: SemanticSearchFigures): void {
  const out = (line: string) => process.stdout.write(`${line}\n`)
  out(`\nMeaning, ${threads} threads             p50 ms   p95 ms`)
  for (const { what, p50, p95 } of figures.times) out(`  ${what.padEnd(32)} ${p50.toFixed(1).padStart(8)} ${p95.toFixed(1).padStart(8)}`)
  out(
    `  ${figures.postsPerSecond.toFixed(0)} posts embedded a second, ${figures.textsPerSecond.toFixed(0)} texts; the model takes ${figures.megabytes.toFixed(0)} MB`,
  )
  out(`  one related list compares ${figures.rowsRead} of ${rows} vectors; grouping took ${figures.groupingSeconds.toFixed(0)} s`)
}
