import { env } from '../platform/env'
import { citedTarget } from '../shared'

/** Labels as columns of a statement: their kinds, with thread and number, or slug. What can't be read has the kind `none`; what a kind has not is 0 or empty. */
export type Targets = { kinds: string[]; threadIds: number[]; numbers: number[]; slugs: string[] }

/** Reads the addresses in labels, in their order. */
export function targetsOf(labels: string[]): Targets {
  const read = labels.map((label) => citedTarget(label, env().siteUrl))
  return {
    kinds: read.map((target) => target?.kind ?? 'none'),
    threadIds: read.map((target) => (target?.kind === 'post' ? target.threadId : 0)),
    numbers: read.map((target) => (target?.kind === 'post' ? target.number : 0)),
    slugs: read.map((target) => (target?.kind === 'answer' ? target.slug : '')),
  }
}
