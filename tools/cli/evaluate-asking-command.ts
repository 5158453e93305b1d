import { DomainError } from '../../lib/platform/errors'
import { withScratchDatabase } from '../../lib/setup'
import { type AskedQuery, evaluateAsking, fallen, mrrByStep, readLabelledSet } from '../evaluate'
import { progressBar } from './progress'
import { engineNamed, withEngine } from './with-engine'

type Options = { queries?: string; olderOnly?: boolean; sample?: string; engine: string; json?: boolean }

/** Measures what the ask form suggests while a question grows: MRR by its title alone and with each sentence more, and which queries fall. */
export async function evaluateAskingCommand(dir: string, { queries, olderOnly = false, sample, engine, json }: Options): Promise<void> {
  const set = await readLabelledSet(dir, queries)
  if (!set.grades) throw new DomainError('invalid', `${dir} has no qrels.tsv: the asking task measures by it.`)
  const bar = progressBar('Asking')
  const options = { olderOnly, sample: sample === undefined ? undefined : Number(sample), progress: bar.update }
  const asked = await withScratchDatabase(() =>
    withEngine(engineNamed(engine), (indexed) => evaluateAsking(set, { ...options, indexed })),
  ).finally(() => bar.stop())
  const mrr = mrrByStep(asked)
  const falls = fallen(asked)
  if (json) {
    const rows = asked.map(({ query, ranks }) => ({ query: query.id, ranks }))
    process.stdout.write(`${JSON.stringify({ set: dir, task: 'asking', engine, asked: asked.length, mrr, ranks: rows })}\n`)
    return
  }
  process.stdout.write(`${set.documents.length} documents, ${asked.length} judged queries with a text\n`)
  for (const [step, value] of mrr.entries()) process.stdout.write(`${labelOf(step).padEnd(14)} MRR ${value.toFixed(4)}\n`)
  process.stdout.write(`${falls.length} queries rank lower with their text than by their title alone\n`)
  for (const each of falls) process.stdout.write(`${lineOf(each)}\n`)
}

function labelOf(step: number): string {
  return step === 0 ? 'title alone' : `${step} ${step === 1 ? 'sentence' : 'sentences'}`
}

function lineOf({ query, ranks }: AskedQuery): string {
  return `${query.id}\t${ranks.map((rank) => rank || '–').join(' ')}\t${query.title}`
}
