import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { parseEnv } from '../lib/platform/env/env'
import { parseEnvFile } from '../lib/platform/env/env-file.mjs'
import { settings } from '../lib/platform/env/settings'
import { stopTimeoutMs } from '../lib/platform/process/run-process'
import { drainMs } from '../lib/web/server/server'

const root = path.resolve(import.meta.dirname, '..')
const read = (file: string) => fs.readFileSync(path.join(root, file), 'utf8')

type Service = {
  image: string
  build?: string
  pull_policy?: string
  command?: string[]
  env_file?: { path: string; required: boolean }[]
  environment: Record<string, string>
  depends_on?: Record<string, { condition: string; required?: boolean }>
  healthcheck?: { test: string[] }
  restart?: string
  stop_grace_period?: string
}
const { services } = parse(read('docker-compose.yml'), { merge: true }) as { services: Record<string, Service> }
const service = (name: string) => services[name] as Service
const own = Object.entries(services).filter(([, { image }]) => image === 'cairn')

/** What Compose makes of ${NAME}, ${NAME:-default} and ${NAME:?message}, once: what is put in is not looked at again. */
function replaced(text: string, env: Record<string, string>): string {
  return text.replace(/\$\{(\w+)(?::([-?])((?:[^{}]|\$\{[^}]*\})*))?\}/g, (_, name: string, kind: string, rest: string) => {
    const value = env[name]
    if (value) return value
    if (kind === '?') throw new Error(rest)
    return kind === '-' ? replaced(rest, env) : ''
  })
}

/** The environment of a container: the file, then what the service says. */
function environmentOf(name: string, file: Record<string, string>): Record<string, string> {
  const { environment, env_file } = service(name)
  const given = Object.fromEntries(Object.entries(environment).map(([key, value]) => [key, replaced(String(value), file)]))
  return { ...(env_file ? file : {}), ...given }
}

const needed = { POSTGRES_PASSWORD: 'p', MEILI_MASTER_KEY: 'a master key, long enough', CAIRN_SECRET: 'x'.repeat(32) }

test('every setting reaches web, worker and the commands, through .env or because the compose file decides it', () => {
  expect(own.map(([name]) => name).sort()).toEqual(['migrate', 'search-key', 'web', 'worker'])
  for (const [name, { env_file, environment }] of own) {
    expect(env_file, name).toEqual([{ path: '.env', required: false }])
    for (const key of Object.keys(environment)) expect([...Object.keys(settings), 'POSTGRES_PASSWORD'], name).toContain(key)
  }
  // Both reach a container in another way, which a test below looks at.
  const others = ['PORT', 'MEILI_MASTER_KEY']
  for (const [name, { setByCompose = false }] of Object.entries(settings).filter(([each]) => !others.includes(each))) {
    for (const of of ['web', 'worker']) {
      const arrives = environmentOf(of, { ...needed, [name]: 'as set' })[name] === 'as set'
      expect(arrives, `${of} ${name}`).toBe(!setByCompose)
    }
  }
})

test('a password may hold any character on its way from .env to the database and to Cairn', () => {
  const password = `p@ss:/?#[]%41 "$HOME \${X} \\ 'é&`
  const file = Object.fromEntries(
    [...parseEnvFile(`POSTGRES_PASSWORD='${password.replaceAll("'", "\\'")}'`, '.env')].map(([name, { value }]) => [name, value]),
  )
  const env = { ...needed, ...file }
  expect(environmentOf('database', env).POSTGRES_PASSWORD).toBe(password)
  const { databaseUrl, port, host, dataDir } = parseEnv(environmentOf('web', env))
  expect(decodeURIComponent(new URL(databaseUrl as string).password)).toBe(password)
  expect([port, host, dataDir]).toEqual([3000, '0.0.0.0', '/data'])
})

test('the port of .env is the one outside, and links lead there', () => {
  expect(parseEnv(environmentOf('web', { ...needed, PORT: '8080' }))).toMatchObject({ port: 3000, siteUrl: 'http://localhost:8080' })
})

test('what must be set is asked for, and nobody but the one who makes the key has the master key', () => {
  for (const name of Object.keys(needed)) {
    const without = { ...needed, [name]: '' }
    expect(() => Object.keys(services).map((each) => environmentOf(each, without)), name).toThrow(`set ${name}`)
  }
  for (const [name] of own) {
    const { meiliMasterKey, meiliKey } = parseEnv(environmentOf(name, needed))
    expect([meiliMasterKey, meiliKey], name).toEqual([name === 'search-key' ? needed.MEILI_MASTER_KEY : undefined, undefined])
  }
})

test('the image is built once and never fetched, and the schema is changed by one service before others start', () => {
  expect(own.filter(([, { build }]) => build).map(([name]) => name)).toEqual(['migrate'])
  // `build` would build at every start; `never` builds where the image is missing.
  for (const [name, { pull_policy }] of own) expect(pull_policy, name).toBe('never')
  expect(service('migrate').command).toEqual(['node', 'bin/cairn.mjs', 'migrate'])
  for (const name of ['web', 'worker'])
    expect(service(name).depends_on, name).toMatchObject({ migrate: { condition: 'service_completed_successfully' } })
})

test('the database counts as ready once it listens to others, not while its first start still makes it', () => {
  expect(service('database').healthcheck?.test.join(' ')).toMatch(/pg_isready -h 127\.0\.0\.1 /)
  for (const name of ['migrate', 'search-key']) expect(service(name).restart, name).toBe('on-failure:5')
})

test('trouble with Meilisearch keeps neither web nor worker from starting', () => {
  for (const name of ['web', 'worker']) expect(service(name).depends_on?.['search-key'], name).toMatchObject({ required: false })
  expect(service('search-key').command).toContain('--optional')
  for (const [name, { depends_on }] of own) expect(depends_on?.search?.condition, name).not.toBe('service_healthy')
})

test('what runs for long is started again, and has time to finish what is under way', () => {
  for (const name of ['database', 'search', 'web', 'worker']) expect(service(name).restart, name).toBe('unless-stopped')
  for (const name of ['web', 'worker']) {
    const seconds = Number(/^(\d+)s$/.exec(service(name).stop_grace_period ?? '')?.[1])
    expect(seconds * 1000, name).toBeGreaterThan(Math.max(drainMs, stopTimeoutMs))
  }
})

test('the image is made by one installation, without what tests need, and without .env', () => {
  const steps = read('Dockerfile')
    .split('\n')
    .filter((line) => line.startsWith('RUN'))
  expect(steps.filter((line) => /npm|bin\/install\.mjs packages/.test(line))).toEqual(['RUN node bin/install.mjs packages'])
  expect(read('.dockerignore').split('\n')).toContain('.env')
})
