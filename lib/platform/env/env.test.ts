import { expect, test, vi } from 'vitest'
import { connectionOf } from '../db/connection'
import { env, parseEnv } from './env'

function messageFrom(settings: Record<string, string>): string {
  try {
    parseEnv(settings)
  } catch (error) {
    return (error as Error).message
  }
  throw new Error('It was taken.')
}

test('without any setting the defaults hold', () => {
  expect(parseEnv({})).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    siteUrl: 'http://localhost:3000',
    language: 'english',
    databaseUrl: undefined,
  })
})

test('a wrong value is named with what it must be and what it is', () => {
  expect(() => parseEnv({ PORT: '99999' })).toThrow('PORT must be a whole number from 1 to 65535; it is "99999".')
  expect(() => parseEnv({ DATABASE_URL: 'mysql://x' })).toThrow('DATABASE_URL must be an address that begins with postgresql://')
  expect(() => parseEnv({ CAIRN_LANGUAGE: 'klingon' })).toThrow('CAIRN_LANGUAGE must be one of')
})

test('an empty value means not set, and a site address loses its last slash', () => {
  expect(parseEnv({ PORT: '', CAIRN_URL: 'https://help.example.org/' })).toMatchObject({ port: 3000, siteUrl: 'https://help.example.org' })
})

test('a wrong value that came from .env is named with its line, and a password is never repeated', () => {
  expect(() => parseEnv({ CAIRN_SIGN_UP: 'shut' }, { CAIRN_SIGN_UP: '.env, line 4' })).toThrow(
    'CAIRN_SIGN_UP must be open, invitation or closed; it is "shut" (.env, line 4).',
  )
  for (const name of ['DATABASE_URL', 'SMTP_URL', 'CAIRN_S3_URL', 'MEILI_URL', 'CAIRN_URL', 'CAIRN_MODEL_HUB']) {
    const message = messageFrom({ [name]: 'ftp://quarry:hush@example.org/x' })
    expect(message, name).toContain(name)
    expect(message, name).not.toMatch(/hush|quarry/)
  }
  const model = { CAIRN_EMBEDDER: 'local', CAIRN_MODEL: 'https://quarry:hush@example.org/x' }
  expect(messageFrom(model)).toMatch(/CAIRN_MODEL; it is "https:\/\/…@example\.org\/x"/)
})

test('parts of a database address may hold any character', () => {
  const parts = { user: 'us er:@/', password: `p@ss:/?#[]%41 "'$\\é\n&`, database: 'na/me?' }
  const { databaseUrl } = parseEnv({
    DATABASE_HOST: 'database',
    DATABASE_USER: parts.user,
    DATABASE_PASSWORD: parts.password,
    DATABASE_NAME: parts.database,
  })
  expect(connectionOf(databaseUrl as string)).toMatchObject({ host: 'database', port: 5432, ...parts })
})

test('a database that is given in a wrong form is one sentence that says which form is right', () => {
  for (const host of ['localhost:5432', '/var/run/postgresql', '[::1]', 'user@host', 'postgresql://host'])
    expect(messageFrom({ DATABASE_HOST: host }), host).toMatch(
      /^DATABASE_HOST must be a host name or an IP address alone: the port is DATABASE_PORT/,
    )
  for (const host of ['localhost', 'db_1.example.org', '10.0.0.7', '::1', 'fe80::7'])
    expect(parseEnv({ DATABASE_HOST: host }).databaseUrl).toContain(host)
  for (const address of ['postgresql://u:p%zz@host/name', 'postgresql://u:p@host/50%'])
    expect(messageFrom({ DATABASE_URL: address }), address).toMatch(/^DATABASE_URL must have % written as %25[^%]*\.$/)
  // A socket, as `DATABASE_HOST` names it.
  expect(connectionOf(parseEnv({ DATABASE_URL: 'postgresql://u@%2Fvar%2Frun/cairn' }).databaseUrl as string).host).toBe('/var/run')
})

test('pages, which have a copy of this module of their own, are given the settings the server has read', async () => {
  const ours = env()
  vi.resetModules()
  vi.stubEnv('CAIRN_SIGN_UP', ours.signUp === 'closed' ? 'open' : 'closed')
  const copy = await import('./env')
  expect(copy.env).not.toBe(env)
  expect(copy.env()).toBe(ours)
  copy.setBackups({ kind: 'off' })
  expect(env().backups).toEqual({ kind: 'off' })
  vi.unstubAllEnvs()
})
