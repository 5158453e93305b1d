import { withScratchDatabase } from '../../lib/setup'
import { evaluateAsksNothing, evaluateGaps, readLabelledSet } from '../evaluate'
import { progressBar } from './progress'

type Options = { misspell?: string; unrelated?: string; labels?: string; json?: boolean }

/** Measures how well recurring questions are found and ranked, beside other ways. `--misspell` gives another seed. */
export async function evaluateGapsCommand(dir: string, { misspell: seed = '1', unrelated, json }: Options): Promise<void> {
  const set = await readLabelledSet(dir)
  const noise = unrelated ? await readLabelledSet(unrelated) : null
  const bar = progressBar('Relating')
  const options = { seed: Number(seed), unrelated: noise, progress: bar.update }
  const figures = await withScratchDatabase(() => evaluateGaps(set, options)).finally(() => bar.stop())
  if (json) {
    process.stdout.write(`${JSON.stringify(figures)}\n`)
    return
  }
  const columns = ['threshold', 'questions', 'all', 'ndcg20', 'pairs'] as const
  process.stdout.write(`${'method'.padEnd(30)}${columns.map((column) => column.padStart(11)).join('')}\n`)
  for (const row of figures)
    process.stdout.write(`${row.method.padEnd(30)}${columns.map((column) => (row[column]?.toFixed(3) ?? '–').padStart(11)).join('')}\n`)
}

/** Measures how well openings that ask nothing are told from others. */
export async function asksNothingCommand(dir: string, { labels, json }: Options): Promise<void> {
  const figures = await evaluateAsksNothing(await readLabelledSet(dir), labels)
  if (json) process.stdout.write(`${JSON.stringify(figures)}\n`)
  else {
    process.stdout.write(`${figures.openings} openings, of which ${figures.nothing} ask nothing\n`)
    for (const name of ['precision', 'recall', 'accuracy'] as const)
      process.stdout.write(`${name.padEnd(10)} ${figures[name].toFixed(3)}\n`)
  }
}
