import { z } from 'zod'

export type Json = Record<string, unknown>

/** Whether a value of JSON is an object. */
export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

const yes = ['true', 't', 'yes', '1']
const no = ['false', 'f', 'no', '0', '']
const isNothing = (value: unknown) => value === null || value === undefined

function readFlag(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value
  const word = typeof value === 'string' || typeof value === 'number' ? String(value).trim().toLowerCase() : null
  if (word !== null && yes.includes(word)) return true
  return word !== null && no.includes(word) ? false : undefined
}

/** Returns whether there is a date, in any form. True and false are read, too. */
function readDate(value: unknown): boolean | undefined {
  if (typeof value === 'number' || typeof value === 'string') return !no.includes(String(value).trim().toLowerCase())
  return typeof value === 'boolean' ? value : undefined
}

function readNumber(value: unknown): number | undefined {
  const isWritten = typeof value === 'string' && /^\d+$/.test(value.trim())
  return typeof value === 'number' ? value : isWritten ? Number(value) : undefined
}

const isText = (value: unknown) => typeof value === 'string' || undefined
const isList = (value: unknown) => Array.isArray(value) || undefined

const invited: Record<string, (value: unknown) => unknown> = { allowed_users: isList, allowed_groups: isList }

/** How to read each mark that says who may see something. A reader returns undefined for a value that it can't read. */
const marks: Record<string, (value: unknown) => unknown> = {
  hidden: readFlag,
  user_deleted: readFlag,
  visible: readFlag,
  read_restricted: readFlag,
  deleted_at: readDate,
  category_id: readNumber,
  parent_category_id: readNumber,
  archetype: isText,
  topic_archetype: isText,
  subtype: isText,
  group_permissions: (value) => (Array.isArray(value) && value.every(isNamed)) || undefined,
  details: (value) => (isObject(value) && unclearAmong(value, invited) === null) || undefined,
}

function isNamed(value: unknown): boolean {
  return isObject(value) && typeof value.group_name === 'string'
}

/** A flag: true, false, or another way to write them. */
export const flagMark = z
  .unknown()
  .optional()
  .transform((value) => (isNothing(value) ? null : (readFlag(value) ?? null)))
/** A date as it is written, or "true". */
export const dateMark = z
  .unknown()
  .optional()
  .transform((value) => (readDate(value) ? String(value) : null))
/** A kind in lower case. */
export const kindMark = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'string' ? value.trim().toLowerCase() : null))
/** An id. Absent and null have different meanings. */
export const idMark = z
  .unknown()
  .optional()
  .transform((value) => (value === null ? null : readNumber(value)))

/**
 * Returns the first mark of a post, topic or category that says who may see it and can't be read, or null. Marks that
 * are absent or null say nothing.
 */
export function unclearMark(json: unknown): string | null {
  return isObject(json) ? unclearAmong(json, marks) : null
}

function unclearAmong(json: Json, readers: typeof marks): string | null {
  return Object.keys(readers).find((name) => !isNothing(json[name]) && readers[name]?.(json[name]) === undefined) ?? null
}
