import fs from 'node:fs/promises'
import path from 'node:path'
import { doubtMin, doubts } from '../../lib/curation/review'
import { runImport, type SourceThread } from '../../lib/exchange/import'
import { DomainError } from '../../lib/platform/errors'

/** How well replies that say something fails are told from others, from a score on. */
export type DoubtFigures = { from: number; said: number; precision: number; recall: number; accuracy: number }
/** Figures of the threshold that is used, and of a lower and a higher one. */
export type DoubtEvaluation = { replies: number; fails: number; thresholds: DoubtFigures[] }

const folder = path.join(import.meta.dirname, 'labels')
const lower = 0.3
const higher = 0.7

/**
 * Compares what the program says of replies of a Discourse export with labels: `id<TAB>fails` or `id<TAB>other`, one a line. Ids are those of
 * Discourse. Without a file, those that the project has of an archived forum, which no rule was chosen by. @throws DomainError `invalid` for
 * an export without threads, and for a label of no reply of it.
 */
export async function evaluateNoLongerWorks(dir: string, file = path.join(folder, 'no-longer-works-test.tsv')): Promise<DoubtEvaluation> {
  const labels = await readLabels(file)
  const scores = new Map<string, number>()
  // The reader of the import makes Markdown of the export's HTML, as the site does; a dry run needs no database.
  await runImport({
    kind: 'discourse',
    path: dir,
    dryRun: true,
    onRecord: (record) => {
      if (record.kind === 'thread') for (const [id, score] of scoresOf(record, labels)) scores.set(id, score)
    },
  })
  const scored = [...labels].map(([id, fails]) => {
    const score = scores.get(id)
    if (score === undefined) throw new DomainError('invalid', `${dir} has no reply “${id}”, of which there is a label.`)
    return { score, fails }
  })
  return {
    replies: scored.length,
    fails: scored.filter(({ fails }) => fails).length,
    thresholds: [lower, doubtMin, higher].map((from) => figuresOf(scored, from)),
  }
}

async function readLabels(file: string): Promise<Map<string, boolean>> {
  const lines = (await fs.readFile(file, 'utf8')).split(/\r?\n/).filter(Boolean)
  return new Map(
    lines.map((line) => {
      const [id = '', label] = line.split('\t')
      if (label !== 'fails' && label !== 'other')
        throw new DomainError('invalid', `“${line}” is no label: an id, a tab, “fails” or “other”.`)
      return [id, label === 'fails']
    }),
  )
}

/** A forum has no canonical answers: a reply may speak of the question, and of the reply that it answers or that is before it. */
function* scoresOf({ title, body, replies }: SourceThread, labels: Map<string, boolean>): Iterable<[string, number]> {
  for (const [i, reply] of replies.entries()) {
    if (!labels.has(reply.externalId)) continue
    const answered = replies.find(({ externalId }) => externalId === reply.answers) ?? (reply.answers === null ? replies[i - 1] : undefined)
    yield [reply.externalId, doubts(reply.body, [title, body, answered?.body ?? ''].join('\n'))]
  }
}

function figuresOf(scored: { score: number; fails: boolean }[], from: number): DoubtFigures {
  const said = scored.filter(({ score }) => score >= from)
  const right = said.filter(({ fails }) => fails).length
  const share = (part: number, of: number) => (of === 0 ? 0 : part / of)
  return {
    from,
    said: said.length,
    precision: share(right, said.length),
    recall: share(right, scored.filter(({ fails }) => fails).length),
    accuracy: share(scored.filter(({ score, fails }) => score >= from === fails).length, scored.length),
  }
}
