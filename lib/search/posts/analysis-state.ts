import { z } from 'zod'
import { plainTextVersion } from '../../content'
import { type Db, db, queryRowsIn } from '../../platform/db'
import { env } from '../../platform/env'

/** Goes up with every change of the terms that `analyse` makes of a text. */
const analyserVersion = 3
/** Goes up where more than terms and `plainText` is kept of a post: it is then made of all. */
const keptVersion = 1

/**
 * What the terms of the index depend on, in one line: the program's own rules, the language, and the data of ICU, which knows letters,
 * accents and where words of Thai begin.
 */
export function analysisVersion(): string {
  const { icu, unicode } = process.versions
  return `analyser ${analyserVersion}, text ${plainTextVersion}, kept ${keptVersion}, ${env().language}, ICU ${icu}, Unicode ${unicode}`
}

/** How far the worker is that takes all posts apart again. */
const AnalysisState = z.object({
  version: z.string(),
  running: z.boolean(),
  reached: z.bigint(),
  last: z.bigint(),
  done: z.int(),
  total: z.int(),
  changed: z.int(),
  finishedAt: z.date().nullable(),
})
export type AnalysisState = z.infer<typeof AnalysisState>

/** Reads how far it is. */
export async function readAnalysis(tx: Db = db()): Promise<AnalysisState> {
  const [state] = await queryRowsIn(tx, AnalysisState)`
    select version, running, reached, last, done, total, changed, finished_at as "finishedAt" from search_analysis`
  return state as AnalysisState
}

/** Notes that all posts that are there now are to be taken apart as this version does, from the first. */
export async function beginAnalysis(version: string): Promise<void> {
  await db().$executeRaw`
    update search_analysis set version = ${version}, running = true, reached = 0, done = 0, changed = 0, finished_at = null,
      last = coalesce((select max(id) from search_post), 0), total = (select count(*) from search_post)`
}

/** Notes that the run is through, and removes words whose terms are no more: spelling must not suggest them. */
export async function finishAnalysis(): Promise<void> {
  await db().$executeRaw`delete from search_word w where not exists (select 1 from search_term t where t.term = w.term and t.posts > 0)`
  await db().$executeRaw`update search_analysis set running = false, finished_at = now()`
}

/** SQL to note that the whole index was made by a version: $1. */
export const analysisDone = 'update search_analysis set version = $1, running = false, finished_at = now()'
