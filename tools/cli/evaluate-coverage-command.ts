import fs from 'node:fs'
import { suggestedMin, tickedMin } from '../../lib/curation/related'
import { DomainError } from '../../lib/platform/errors'
import { withScratchDatabase } from '../../lib/setup'
import { type CoverageRun, coverageFigures, evaluateCoverage, readLabelledSet, thresholdFor } from '../evaluate'
import { progressBar } from './progress'

type Options = { queries?: string; unrelated?: string; run?: string; json?: boolean }

const precisionWanted = 0.9

/** Measures which threads are suggested for an answer, and which are ticked, with the thresholds of the site and with one chosen here. */
export async function evaluateCoverageCommand(dir: string, { queries, unrelated, run: file, json }: Options): Promise<void> {
  const set = await readLabelledSet(dir, queries)
  if (!set.grades) throw new DomainError('invalid', `${dir} has no qrels.tsv: coverage is measured by it.`)
  const others = unrelated ? await readLabelledSet(unrelated) : null
  const bar = progressBar('Suggesting')
  const run = await withScratchDatabase(() => evaluateCoverage(set, others, bar.update)).finally(() => bar.stop())
  if (file) fs.writeFileSync(file, linesOf(run))
  const chosen = thresholdFor(run, precisionWanted)
  const rows = [
    { says: 'ticked', from: tickedMin },
    { says: 'suggested', from: suggestedMin },
    { says: 'chosen on the first half', from: chosen },
  ].map((row) => ({
    ...row,
    all: coverageFigures(run, row.from),
    halves: ([0, 1] as const).map((half) => coverageFigures(run, row.from, half)),
  }))
  if (json) {
    process.stdout.write(`${JSON.stringify({ set: dir, task: 'coverage', settled: run.total, rows })}\n`)
    return
  }
  process.stdout.write(
    `${run.total[0] + run.total[1]} threads that an answer settles; precision and recall of all, first and second half\n`,
  )
  for (const { says, from, all, halves } of rows) {
    const figures = [all, ...halves].map(({ precision, recall }) => `${precision.toFixed(3)} ${recall.toFixed(3)}`)
    process.stdout.write(`${says.padEnd(26)} from ${from.toFixed(2)}   ${figures.join('   ')}`)
    process.stdout.write(`   ${all.shown - all.right} not labelled, ${all.sameTitle} of them with the answer’s title\n`)
  }
}

/** Answer, thread, likelihood, whether the labels join them, and both titles. */
function linesOf({ looked }: CoverageRun): string {
  return looked
    .toSorted((a, b) => b.likelihood - a.likelihood)
    .map(({ answer, document, likelihood, isRight, thread, fit }) =>
      [
        answer.id,
        document,
        likelihood.toFixed(4),
        isRight ? 1 : 0,
        JSON.stringify({ ...fit, answer: answer.title, thread: thread.title }),
      ].join('\t'),
    )
    .map((line) => `${line}\n`)
    .join('')
}
