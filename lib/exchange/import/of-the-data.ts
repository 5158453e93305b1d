import { DomainError } from '../../platform/errors'
import { messageOf } from '../../platform/log'

/** What SQLSTATE says is no fault of the data: no connection, a conflict with others, no room, a server that stops. */
const notOfTheData = ['08', '40', '53', '57', '58']
/** The same by Prisma's codes: no transaction, not in time, in conflict with others. Those that begin with P1 are of the connection. */
const notOfTheDataByPrisma = ['P2024', 'P2028', 'P2034', 'P2037']
const lostConnection = /^(Connection terminated|Client has encountered a connection error|Client was closed)/

/** Whether the record itself is why it could not be written, so that others can be. */
export function isOfTheData(error: unknown): boolean {
  if (error instanceof DomainError) return error.code !== 'unavailable'
  const codes = codesOf(error)
  if (codes.some((code) => /^P1\d{3}$/.test(code) || notOfTheDataByPrisma.includes(code) || /^E[A-Z]{3,}$/.test(code))) return false
  if (error instanceof Error && lostConnection.test(error.message)) return false
  return !notOfTheData.includes(classOf(codes) ?? '')
}

/** Whether the database ended it in favour of another that waited for the same rows. */
export function isCollision(error: unknown): boolean {
  return classOf(codesOf(error)) === '40'
}

/** What the database says of it, without the line of the program that Prisma shows. */
export function saidBy(error: unknown): string {
  const message = messageOf(error)
  return /Message: `(.*)`/s.exec(message)?.[1] ?? message.trim().split('\n').at(-1) ?? message
}

function classOf(codes: string[]): string | null {
  const state = codes.find((code) => /^[0-9A-Z]{5}$/.test(code) && !/^P\d{4}$/.test(code))
  return state?.slice(0, 2) ?? null
}

/** Prisma keeps what the database says under `meta` or `cause`. */
function codesOf(error: unknown, depth = 0): string[] {
  if (typeof error !== 'object' || error === null || depth > 4) return []
  const { code, originalCode, cause, meta, driverAdapterError } = error as Record<string, unknown>
  const own = [code, originalCode].filter((value): value is string => typeof value === 'string')
  return [...own, ...[cause, meta, driverAdapterError].flatMap((inner) => codesOf(inner, depth + 1))]
}
