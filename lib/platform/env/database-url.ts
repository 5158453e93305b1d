import { EnvError } from './env-error'

type Given = {
  DATABASE_URL?: string
  DATABASE_HOST?: string
  DATABASE_PORT: number
  DATABASE_USER?: string
  DATABASE_PASSWORD?: string
  DATABASE_NAME: string
}

/**
 * Returns the database's address: as it was set, or made from its parts, in which a password may contain any character. @throws EnvError if
 * parts are set and the host is not.
 */
export function databaseUrlOf(given: Given): string | undefined {
  if (given.DATABASE_URL) return given.DATABASE_URL
  if (!given.DATABASE_HOST) {
    if (given.DATABASE_PASSWORD || given.DATABASE_USER) throw new EnvError('DATABASE_USER and DATABASE_PASSWORD need DATABASE_HOST.')
    return undefined
  }
  const part = encodeURIComponent
  const host = given.DATABASE_HOST.includes(':') ? `[${given.DATABASE_HOST}]` : given.DATABASE_HOST
  const password = given.DATABASE_PASSWORD ? `:${part(given.DATABASE_PASSWORD)}` : ''
  return `postgresql://${part(given.DATABASE_USER ?? 'cairn')}${password}@${host}:${given.DATABASE_PORT}/${part(given.DATABASE_NAME)}`
}
