import type { ImportReport } from './report'

/**
 * The result of comparing one record: whether anything changed, which replies changed, what was kept because it was
 * changed here, what was hidden, and which replies were restored.
 */
export type Outcome = {
  changed: boolean
  replies: string[]
  kept: ImportReport['kept']
  hidden: ImportReport['nowHidden']
  restored: string[]
}

/** Returns an outcome of nothing so far. */
export function noOutcome(): Outcome {
  return { changed: false, replies: [], kept: [], hidden: [], restored: [] }
}
