import { DomainError } from '../../platform/errors'
import { messageOf } from '../../platform/log'
import type { Origin, SourceProblem } from './source'

/** What work on one record gives, or a problem that names it: a fault of the program in one must not end all the others. */
export async function orProblem<T>(at: Origin, work: () => Promise<T> | T): Promise<T | SourceProblem> {
  try {
    return await work()
  } catch (error) {
    // What is said in a sentence concerns the whole import, such as a full disk.
    if (error instanceof DomainError) throw error
    return { kind: 'problem', ...at, message: `It could not be read: ${messageOf(error)}` }
  }
}
