import { expect, test } from 'vitest'
import { parseEnv } from './env'

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
