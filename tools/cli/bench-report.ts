import type { FirstPageFigures, LoadFigure, PageFigures, SearchFigure, SemanticSearchFigures, Weight, WriteFigures } from '../bench'
import type { ImportFigure } from './bench-import'

/** Indexing the posts in another engine, and the searches there. */
export type IndexFigures = { documents: number; seconds: number; search: SearchFigure[] }

/** Everything that `npm run bench` measures. What was not asked for is null or empty. */
export type Figures = {
  import: ImportFigure
  search: SearchFigure[]
  indexed: IndexFigures | null
  pages: PageFigures
  firstPages: FirstPageFigures
  semantic: SemanticSearchFigures | null
  writes: WriteFigures | null
}

const out = (line: string) => process.stdout.write(`${line}\n`)

/** Prints what `npm run bench` found as tables. */
export function printFigures({ import: imported, search, indexed, pages, firstPages, semantic, writes }: Figures): void {
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
  printWeights(pages)
  if (firstPages.length > 0) printLoad('Made for their first reader', firstPages)
  printWeights(firstPages)
  if (semantic) printSemanticSearch(semantic)
  if (!writes) return
  out('\nWrites by a hundred members, with visitors reading')
  out(
    `  writes ${writes.writes}, ${writes.writesPerSecond.toFixed(0)}/s; p50 ${writes.p50.toFixed(0)} ms, p99 ${writes.p99.toFixed(0)} ms; pages read ${writes.reads}`,
  )
  out(`  from a write to its being found: p50 ${writes.found.p50.toFixed(0)} ms, p99 ${writes.found.p99.toFixed(0)} ms`)
  out(`  failed ${writes.failures}, lost ${writes.lost}, twice ${writes.twice}, counters off ${writes.drift}, kills ${writes.kills}`)
}

function printWeights(pages: { name: string; weight: Weight | null }[]): void {
  const rows = pages.flatMap(({ name, weight }) => (weight ? [{ name, ...weight }] : []))
  if (rows.length > 0) out('\nFirst load, KiB as gzip              scripts     html  everything')
  for (const { name, scripts, html, everything } of rows)
    out(`  ${name.padEnd(32)} ${scripts.toFixed(1).padStart(8)} ${html.toFixed(1).padStart(8)} ${everything.toFixed(1).padStart(10)}`)
}

function printLoad(title: string, figures: { name: string; page: LoadFigure; bare: LoadFigure }[]): void {
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
  out(`\nMeaning, ${threads} threads             p50 ms   p95 ms`)
  for (const { what, p50, p95 } of figures.times) out(`  ${what.padEnd(32)} ${p50.toFixed(1).padStart(8)} ${p95.toFixed(1).padStart(8)}`)
  out(
    `  ${figures.postsPerSecond.toFixed(0)} posts embedded a second, ${figures.textsPerSecond.toFixed(0)} texts; the model takes ${figures.megabytes.toFixed(0)} MB`,
  )
  out(`  one related list compares ${figures.rowsRead} of ${rows} vectors; grouping took ${figures.groupingSeconds.toFixed(0)} s`)
}
