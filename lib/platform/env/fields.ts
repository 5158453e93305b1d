import { isIPv6 } from 'node:net'
import { z } from 'zod'

/** Languages for which both a Snowball stemmer and a PostgreSQL dictionary exist. */
export const languages = [
  'arabic',
  'armenian',
  'basque',
  'catalan',
  'danish',
  'dutch',
  'english',
  'finnish',
  'french',
  'german',
  'hungarian',
  'irish',
  'italian',
  'norwegian',
  'portuguese',
  'romanian',
  'russian',
  'spanish',
  'swedish',
  'tamil',
  'turkish',
] as const

/** An address that begins with one of these schemes, such as `https:`. */
export const url = (protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    message: `must be an address that begins with ${protocols.map((p) => `${p}//`).join(' or ')}`,
  })

/** The address of a PostgreSQL whose parts can be read. */
export const databaseAddress = url(['postgresql:', 'postgres:']).refine(isDecodable, {
  message: 'must have % written as %25 in user, password and name, or be given in parts: DATABASE_HOST, DATABASE_PASSWORD and so on',
})

function isDecodable(value: string): boolean {
  // The check before this one reports what is no address at all.
  if (!URL.canParse(value)) return true
  const { hostname, username, password, pathname } = new URL(value)
  try {
    for (const part of [hostname, username, password, pathname]) decodeURIComponent(part)
    return true
  } catch {
    return false
  }
}

/** A name or number of a machine, and nothing else. */
export const hostName = z.string().refine((value) => isIPv6(value) || /^[^\s:/@?#[\]\\]+$/.test(value), {
  message:
    'must be a host name or an IP address alone: the port is DATABASE_PORT, and a socket is given as DATABASE_URL=postgresql://user@%2Ffolder/cairn',
})

/** A number that is written with digits only. */
export const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((n) => n >= min && n <= max, `must be a whole number from ${min} to ${max}`)
