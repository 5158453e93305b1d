import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { runImport } from '../../lib/exchange/import'
import { countPosts } from '../../lib/search'
import { writeCorpus } from '../bench'
import { progressBar } from './progress'

/** CPU is that of the importing process. */
export type ImportFigure = { posts: number; seconds: number; postsPerSecond: number; cpuMsPerPost: number }

/** Makes a corpus of so many threads and imports it. */
export async function benchImport(threads: number, seed: number, replies?: number): Promise<ImportFigure> {
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
export async function timeImport(dir: string, posts: number): Promise<ImportFigure> {
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
