import fs from 'node:fs'
import { DomainError } from '../../lib/platform/errors'
import { withScratchDatabase } from '../../lib/setup'
import {
  type Baseline,
  baselines,
  evaluate,
  evaluateAliases,
  evaluateReplies,
  measure,
  misspell,
  rankByBaseline,
  readLabelledSet,
  seeded,
} from '../evaluate'
import { evaluateAskingCommand } from './evaluate-asking-command'
import { evaluateCoverageCommand } from './evaluate-coverage-command'
import { noLongerWorksCommand } from './evaluate-doubts-command'
import { asksNothingCommand, evaluateGapsCommand } from './evaluate-gaps-command'
import { progressBar } from './progress'
import { engineNamed, withEngine } from './with-engine'

type Options = {
  task: string
  queries?: string
  olderOnly?: boolean
  misspell?: string
  run?: string
  engine: string
  json?: boolean
  unrelated?: string
  hideVotes?: boolean
  baseline?: string
  sample?: string
  labels?: string
}

/** `cairn evaluate`: ranks a labelled set with the site's own settings and prints how good the ranking is. */
export async function evaluateCommand(dir: string, options: Options): Promise<void> {
  const { task } = options
  if (task === 'aliases') return aliasesCommand(dir, options)
  if (task === 'asking') return evaluateAskingCommand(dir, options)
  if (task === 'gaps') return evaluateGapsCommand(dir, options)
  if (task === 'asks-nothing') return asksNothingCommand(dir, options)
  if (task === 'no-longer-works') return noLongerWorksCommand(dir, options)
  if (task === 'coverage') return evaluateCoverageCommand(dir, options)
  if (task !== 'search' && task !== 'related' && task !== 'replies')
    throw new DomainError(
      'invalid',
      `There is no task “${task}”: search, related, replies, aliases, asking, gaps, asks-nothing, no-longer-works or coverage.`,
    )
  const engine = engineNamed(options.engine)
  const set = await readLabelledSet(dir, options.queries)
  if (options.misspell !== undefined) {
    const random = seeded(Number(options.misspell))
    set.queries = set.queries.map((query) => ({ ...query, text: misspell(query.text, random) }))
  }
  const bar = progressBar('Ranking')
  const rankings = options.baseline
    ? rankByBaseline(set, baselineNamed(options.baseline), { olderOnly: options.olderOnly ?? false, seed: 1 })
    : await withScratchDatabase(() =>
        task === 'replies'
          ? evaluateReplies(set, { hideVotes: options.hideVotes ?? false, progress: bar.update })
          : withEngine(engine, (indexed) => evaluate(set, { task, olderOnly: options.olderOnly ?? false, progress: bar.update, indexed })),
      ).finally(() => bar.stop())
  if (options.run) {
    const lines = [...rankings].flatMap(([query, ranking]) =>
      ranking.map(({ document, score }, i) => `${query}\t${document}\t${i + 1}\t${score.toFixed(6)}`),
    )
    fs.writeFileSync(options.run, lines.map((line) => `${line}\n`).join(''))
  }
  const lists = new Map([...rankings].map(([query, ranking]) => [query, ranking.map(({ document }) => document)]))
  const measures = set.grades ? measure(lists, set.grades) : null
  if (options.json)
    process.stdout.write(
      `${JSON.stringify({ set: dir, task, engine, documents: set.documents.length, asked: set.queries.length, ...measures })}\n`,
    )
  else if (!measures) process.stdout.write(`${set.queries.length} queries ranked; the set has no qrels.tsv to measure them by.\n`)
  else {
    process.stdout.write(`${set.documents.length} documents, ${measures.queries} judged queries\n`)
    for (const name of ['map', 'mrr', 'ndcg10', 'p1'] as const)
      process.stdout.write(`${{ map: 'MAP', mrr: 'MRR', ndcg10: 'nDCG@10', p1: 'P@1' }[name].padEnd(8)} ${measures[name].toFixed(4)}\n`)
  }
}

function baselineNamed(word: string): Baseline {
  const found = baselines.find((name) => name === word)
  if (!found) throw new DomainError('invalid', `There is no baseline “${word}”: ${baselines.join(', ')}.`)
  return found
}

/** Measures aliases: how much the titles of covered threads help the next reader to find the answer. */
async function aliasesCommand(dir: string, { misspell: seed = '1', unrelated, json }: Options): Promise<void> {
  const set = await readLabelledSet(dir)
  const others = unrelated ? await readLabelledSet(unrelated) : null
  const bar = progressBar('Writing answers and threads')
  const figures = await withScratchDatabase(() => evaluateAliases(set, others, Number(seed), bar.update)).finally(() => bar.stop())
  if (json) process.stdout.write(`${JSON.stringify(figures)}\n`)
  else {
    process.stdout.write(`${figures.with.queries} held-out queries; without and with the titles of covered threads as aliases\n`)
    for (const name of ['recall5', 'mrr', 'topRight', 'topWrong', 'unrelatedTop', 'unrelatedNdcg10'] as const)
      process.stdout.write(`${name.padEnd(16)} ${figures.without[name].toFixed(3)}   ${figures.with[name].toFixed(3)}\n`)
  }
}
