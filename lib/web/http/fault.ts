import { randomBytes } from 'node:crypto'
import { isConnectionLost } from '../../platform/db'
import { messageOf } from '../../platform/log'

/** Returns a number for one request. The page of a failure and its log line show it. */
export function newRequestId(): string {
  return randomBytes(6).toString('hex')
}

/** The reader closed the connection before the response was ready. There is nobody to tell. */
export class ReaderLeft extends Error {
  constructor() {
    super('The reader went away before the answer was ready.')
    this.name = 'ReaderLeft'
  }
}

/**
 * Classes and codes of PostgreSQL, Prisma and Node for failures that pass: no room on the disk, no connection, too many of them, a
 * time-out, a database that takes no writes.
 */
const passing =
  /^(53\w{3}|57P0\d|57014|55P03|25006|08\w{3}|P1001|P1002|P1008|P1017|P2024|P2028|ENOSPC|EDQUOT|EROFS|EMFILE|ECONN\w+|ETIMEDOUT|EPIPE)$/
const passingWords = /timeout exceeded when trying to connect|Connection terminated|no space left on device/i

/** Returns 503 if the machine failed, which passes by itself or with an operator's help, and 500 if the program did. */
export function faultStatus(error: unknown): 500 | 503 {
  return causesOf(error).some(isPassing) ? 503 : 500
}

function isPassing(error: Record<string, unknown>): boolean {
  if (error instanceof Error && isConnectionLost(error)) return true
  const codes = [error.code, error.originalCode, error.kind].map(String)
  return codes.some((code) => passing.test(code)) || passingWords.test(String(error.message ?? ''))
}

// Prisma wraps the database's error: under `cause`, or under `meta.driverAdapterError`.
function causesOf(error: unknown, depth = 0): Record<string, unknown>[] {
  if (typeof error !== 'object' || error === null || depth > 5) return []
  const each = error as Record<string, unknown>
  const inner = [each.cause, each.meta, each.driverAdapterError, ...(Array.isArray(each.errors) ? each.errors : [])]
  return [each, ...inner.flatMap((one) => causesOf(one, depth + 1))]
}

/** Returns what a log line says about a failure: its message and, if it has a cause, the first cause. */
export function faultFields(error: unknown): { error: string; cause?: string } {
  const first = causesOf(error).findLast((each) => typeof each.message === 'string' && each.message !== '')
  return { error: messageOf(error), ...(first && first !== error && { cause: String(first.message) }) }
}

/** Returns what a person is told about a failure. */
export function faultSentence(status: number, requestId: string): string {
  const what =
    status === 503
      ? 'The site cannot do this right now: its database or its disk does not answer as it should.'
      : 'Something went wrong on our side.'
  return `${what} It has been logged as request ${requestId}.`
}
