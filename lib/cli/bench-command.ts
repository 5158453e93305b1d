import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { makeVocabulary, writeCorpus } from '../bench/corpus'
import { benchPages, type PageFigures } from '../bench/pages'
import { benchSearch, type SearchFigure } from '../bench/search'
import { benchWrites, type WriteFigures } from '../bench/writes'
import { pool } from '../db/client'
import { withScratchDatabase } from '../db/embedded/scratch'
import { runImport } from '../import/run'
import { forgetCorpus } from '../search'
import { progressBar } from './progress'

type Options = { threads?: string; seed: string; json?: boolean; only?: string; seconds?: string; kill?: boolean }
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
}: Options): Promise<void> {
  const vocabulary = makeVocabulary(Number(seed))
  const figures = await withScratchDatabase(async (databaseUrl) => {
    const imported = await benchImport(Number(threads), Number(seed))
    await pool().query('vacuum analyze')
    forgetCorpus()
    return {
      import: imported,
      search: only && only !== 'search' ? [] : await benchSearch(vocabulary, Number(seed)),
      pages: only && only !== 'pages' ? [] : await benchPages(databaseUrl, vocabulary),
      writes: only && only !== 'writes' ? null : await benchWrites(databaseUrl, Number(seconds), kill),
    }
  })
  if (json) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)
  else print(figures)
}

async function benchImport(threads: number, seed: number): Promise<ImportFigure> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-bench-'))
  try {
    const writing = progressBar('Making the corpus')
    const posts = writeCorpus(dir, threads, seed, writing.update)
    writing.stop()
    const importing = progressBar('Importing it')
    const cpu = process.cpuUsage()
    const started = performance.now()
    await runImport({ kind: 'discourse', path: dir, progress: importing.update })
    const seconds = (performance.now() - started) / 1000
    const used = process.cpuUsage(cpu)
    importing.stop()
    return { posts, seconds, postsPerSecond: posts / seconds, cpuMsPerPost: (used.user + used.system) / 1000 / posts }
  } finally {
    fs.rmSync(dir, { recursive: true, force: true })
  }
}

type Figures = { import: ImportFigure; search: SearchFigure[]; pages: PageFigures; writes: WriteFigures | null }

function print({ import: imported, search, pages, writes }: Figures): void {
  const out = (line: string) => process.stdout.write(`${line}\n`)
  out(
    `\nImport      ${imported.posts} posts in ${imported.seconds.toFixed(1)} s: ${imported.postsPerSecond.toFixed(0)} posts/s, ${imported.cpuMsPerPost.toFixed(2)} ms of CPU each`,
  )
  if (search.length > 0) out('\nSearch, in the server                p50 ms   p95 ms   CPU ms')
  for (const { kind, p50, p95, cpu } of search)
    out(`  ${kind.padEnd(32)} ${p50.toFixed(1).padStart(8)} ${p95.toFixed(1).padStart(8)} ${cpu.toFixed(1).padStart(8)}`)
  if (pages.length > 0) out('\nPages, as a visitor                    req/s   p50 ms   p99 ms   CPU ms   bytes')
  for (const { name, page, bare } of pages) {
    for (const [label, figure] of [
      [name, page],
      ['  bare Node, same bytes', bare],
    ] as const) {
      out(
        `  ${label.padEnd(32)} ${figure.requestsPerSecond.toFixed(0).padStart(10)} ${figure.p50.toFixed(2).padStart(8)} ${figure.p99.toFixed(2).padStart(8)} ${(figure.cpuMs?.toFixed(2) ?? '–').padStart(8)} ${figure.bytes.toFixed(0).padStart(8)}`,
      )
    }
  }
  if (pages.length > 0) out('\nFirst load, KiB as gzip              scripts     html  everything')
  for (const { name, weight } of pages)
    out(
      `  ${name.padEnd(32)} ${weight.scripts.toFixed(1).padStart(8)} ${weight.html.toFixed(1).padStart(8)} ${weight.everything.toFixed(1).padStart(10)}`,
    )
  if (!writes) return
  out('\nWrites by a hundred members, with visitors reading')
  out(
    `  writes ${writes.writes}, ${writes.writesPerSecond.toFixed(0)}/s; p50 ${writes.p50.toFixed(0)} ms, p99 ${writes.p99.toFixed(0)} ms; pages read ${writes.reads}`,
  )
  out(`  from a write to its being found: p50 ${writes.found.p50.toFixed(0)} ms, p99 ${writes.found.p99.toFixed(0)} ms`)
  out(`  failed ${writes.failures}, lost ${writes.lost}, twice ${writes.twice}, counters off ${writes.drift}, kills ${writes.kills}`)
}
