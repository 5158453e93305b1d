import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anEmptyDatabase, type OwnDatabase } from '../../test/databases'

const root = path.resolve(import.meta.dirname, '../..')
let database: OwnDatabase
beforeAll(async () => {
  database = await anEmptyDatabase()
})
afterAll(() => database.drop())

/** The address with one part changed. */
function changed(change: (url: URL) => void): string {
  const url = new URL(database.url)
  change(url)
  return url.href
}

function cairn(databaseUrl: string, command: string) {
  const env = { ...process.env, DATABASE_URL: databaseUrl, CAIRN_ENV_FILE: 'off' }
  return spawnSync(process.execPath, ['--import', 'tsx', path.join(root, 'bin/cairn.ts'), command], { cwd: root, encoding: 'utf8', env })
}

test('a mistake in the address of the database is one sentence that says what to check, and no fault of the program', () => {
  for (const [mistake, said, commands] of [
    [
      changed((url) => (url.password = 'wrong')),
      /refuses user and password; check DATABASE_USER and DATABASE_PASSWORD/,
      ['migrate', 'stats'],
    ],
    [changed((url) => (url.username = 'nobody_here')), /check DATABASE_USER/, ['stats']],
    [changed((url) => (url.pathname = '/not_there')), /no such database; check DATABASE_NAME/, ['migrate']],
    [changed((url) => (url.hostname = 'nowhere.invalid')), /host is not found.*; check DATABASE_HOST/, ['migrate']],
    ['postgresql://u:p%zz@127.0.0.1/cairn', /^DATABASE_URL must have % written as %25/, ['stats']],
    [`postgresql://u@${encodeURIComponent(path.join(root, 'no-such-folder'))}/cairn`, /there is no such socket/, ['stats']],
  ] as const)
    for (const command of commands) {
      const { status, stderr } = cairn(mistake, command)
      expect([status, stderr], `${command} ${mistake}`).toEqual([1, expect.stringMatching(said)])
      expect(stderr.trim(), mistake).not.toContain('\n')
    }
})
