import type { ImportReport } from './context'
import { isOfTheData, saidBy } from './of-the-data'
import type { Origin } from './source'

/**
 * Does what concerns one record. If the database does not take it, that is a problem with its place, `what` could not be
 * done, and nothing is returned: the others go on. What concerns all of them is thrown.
 */
export async function attempt<T>(
  report: Pick<ImportReport, 'problems'>,
  at: Origin,
  what: string,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (!isOfTheData(error)) throw error
    report.problems.push({ ...at, message: `${what}: ${saidBy(error)}` })
    return undefined
  }
}
