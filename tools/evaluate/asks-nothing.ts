import fs from 'node:fs/promises'
import path from 'node:path'
import { asks, asksMin } from '../../lib/curation/gaps/measuring'
import { DomainError } from '../../lib/platform/errors'
import type { LabelledSet } from './labelled-set'

/** How well openings that ask nothing are told from others. */
export type AskingFigures = { openings: number; nothing: number; precision: number; recall: number; accuracy: number }

const folder = path.join(import.meta.dirname, 'labels')

/**
 * Compares what the program says of openings of a set with labels: `id<TAB>asks` or `id<TAB>nothing`, one a line. Without a file, those that
 * the project has of an archived forum, which no rule was chosen by. @throws DomainError `invalid` for a label of no opening of the set.
 */
export async function evaluateAsksNothing(set: LabelledSet, file = path.join(folder, 'asks-nothing-test.tsv')): Promise<AskingFigures> {
  const labels = (await fs.readFile(file, 'utf8')).split(/\r?\n/).filter(Boolean)
  const count = { right: 0, said: 0, is: 0, agree: 0 }
  for (const line of labels) {
    const [id = '', label] = line.split('\t')
    const document = set.byId.get(id)
    if (!document || (label !== 'asks' && label !== 'nothing'))
      throw new DomainError('invalid', `“${line}” is no label of an opening of the set.`)
    const said = asks(document.title, document.text.slice(0, 2_000)) < asksMin
    const is = label === 'nothing'
    if (said) count.said++
    if (is) count.is++
    if (said && is) count.right++
    if (said === is) count.agree++
  }
  const share = (part: number, of: number) => (of === 0 ? 0 : part / of)
  return {
    openings: labels.length,
    nothing: count.is,
    precision: share(count.right, count.said),
    recall: share(count.right, count.is),
    accuracy: share(count.agree, labels.length),
  }
}
