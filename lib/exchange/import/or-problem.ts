import { DomainError } from '../../platform/errors'
import { messageOf } from '../../platform/log'
import type { Origin, SourceProblem } from './source'

/** Returns the result of work on one record, or a problem with its place. An error in one record must not stop the others. */
export async function orProblem<T>(at: Origin, work: () => Promise<T> | T): Promise<T | SourceProblem> {
  try {
    return await work()
  } catch (error) {
    // A DomainError, such as for a full disk, concerns the whole import.
    if (error instanceof DomainError) throw error
    return { kind: 'problem', ...at, message: `It could not be read: ${messageOf(error)}` }
  }
}
