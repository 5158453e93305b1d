import { isOfTheData, saidBy } from './of-the-data'
import type { ImportReport } from './report'
import type { Origin } from './source'

/**
 * Runs work on one record. If the database refuses the record, a problem that begins with `what` is reported and
 * undefined is returned, so that other records go on. Errors that concern the whole import are thrown.
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
