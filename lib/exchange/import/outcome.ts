import type { ImportReport } from './context'

/**
 * What following one record did: whether anything changed, which replies did, what was hidden, which replies are shown again, and
 * what stayed because it was changed here.
 */
export type Outcome = {
  changed: boolean
  replies: string[]
  kept: ImportReport['kept']
  hidden: ImportReport['nowHidden']
  restored: string[]
}

/** Nothing so far. */
export function noOutcome(): Outcome {
  return { changed: false, replies: [], kept: [], hidden: [], restored: [] }
}
