import { DomainError } from '../../platform/errors'
import { messageOf } from '../../platform/log'

/**
 * SQLSTATE classes of errors that the data did not cause: no connection, a conflict with another transaction, no
 * resources, a server that stops.
 */
const notOfTheData = ['08', '40', '53', '57', '58']
/** The same as codes of Prisma: no transaction, a time-out, a conflict. Codes that begin with P1 concern the connection. */
const notOfTheDataByPrisma = ['P2024', 'P2028', 'P2034', 'P2037']
const lostConnection = /^(Connection terminated|Client has encountered a connection error|Client was closed)/

/** Whether the record itself caused the error, so that other records can be written. */
export function isOfTheData(error: unknown): boolean {
  if (error instanceof DomainError) return error.code !== 'unavailable'
  const codes = codesOf(error)
  if (codes.some((code) => /^P1\d{3}$/.test(code) || notOfTheDataByPrisma.includes(code) || /^E[A-Z]{3,}$/.test(code))) return false
  if (error instanceof Error && lostConnection.test(error.message)) return false
  return !notOfTheData.includes(classOf(codes) ?? '')
}

/** Whether the database ended the transaction in favour of another one that waited for the same rows. */
export function isCollision(error: unknown): boolean {
  return classOf(codesOf(error)) === '40'
}

/** Returns the message of the database, without the source code that Prisma adds. */
export function saidBy(error: unknown): string {
  const message = messageOf(error)
  return /Message: `(.*)`/s.exec(message)?.[1] ?? message.trim().split('\n').at(-1) ?? message
}

function classOf(codes: string[]): string | null {
  const state = codes.find((code) => /^[0-9A-Z]{5}$/.test(code) && !/^P\d{4}$/.test(code))
  return state?.slice(0, 2) ?? null
}

/** Prisma puts the error of the database into `meta` or `cause`. */
function codesOf(error: unknown, depth = 0): string[] {
  if (typeof error !== 'object' || error === null || depth > 4) return []
  const { code, originalCode, cause, meta, driverAdapterError } = error as Record<string, unknown>
  const own = [code, originalCode].filter((value): value is string => typeof value === 'string')
  return [...own, ...[cause, meta, driverAdapterError].flatMap((inner) => codesOf(inner, depth + 1))]
}
