import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { parseEnvFile } from '../lib/platform/env/env-file.mjs'
import { groups, settings } from '../lib/platform/env/settings'
import { envExample, withSettings } from '../lib/platform/env/write-settings'

const root = path.resolve(import.meta.dirname, '..')
const read = (file: string) => fs.readFileSync(path.join(root, file), 'utf8')

test('README.md and .env.example say what the declarations of the settings say: `npm run settings` writes them', () => {
  expect(read('README.md')).toBe(withSettings(read('README.md')))
  expect(read('.env.example')).toBe(envExample())
})

test('a README without the lines around its table of settings is not overwritten, and the message names them', () => {
  const message = /README\.md must have the lines <!-- Written by .* and <!-- End of the settings\. -->/
  const readme = read('README.md')
  expect(() => withSettings('No table')).toThrow(message)
  expect(() => withSettings(readme.replace('<!-- End of the settings. -->', ''))).toThrow(message)
})

test('README lists every setting that people can set, once', () => {
  const table = /\| variable \|.*?\n\n/s.exec(read('README.md'))?.[0] ?? ''
  const names = [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name)
  expect(names.sort()).toEqual(namesWhere(({ setIn }) => setIn !== 'supervisor'))
})

test('.env.example changes nothing as it is, and every value it shows is a valid one', () => {
  const example = read('.env.example')
  expect([...parseEnvFile(example, '.env.example').keys()]).toEqual([])
  const shown = parseEnvFile(example.replace(/^# (?=[A-Z0-9_]+=)/gm, ''), '.env.example')
  const names = [...shown.keys()].filter((name) => name !== 'POSTGRES_PASSWORD')
  expect(names.sort()).toEqual(namesWhere(({ setIn }) => setIn === undefined))
  for (const [name, { value }] of shown) {
    if (value !== '') expect(settings[name]?.schema.safeParse(value).error, name).toBeUndefined()
  }
})

test('every setting is in one group, says in one sentence what it is for, and names its default once', () => {
  expect(groups.flatMap((group) => Object.keys(group.settings)).sort()).toEqual(namesWhere(() => true))
  for (const [name, { about, schema, unset }] of Object.entries(settings)) {
    expect(about, name).toMatch(/^[^\n|]{10,}[^.]$/)
    expect(about, name).not.toMatch(/\. [A-Z]/)
    if (unset !== undefined) expect(schema.parse(undefined), name).toBeUndefined()
  }
})

test('whatever is named like a password or a key is kept out of messages', () => {
  for (const [name, { secret }] of Object.entries(settings)) {
    expect(secret ?? false, name).toBe(/SECRET|KEY|TOKEN|PASSWORD|DATABASE_URL|SMTP_URL/.test(name))
  }
})

test('pages of the documentation name no setting that does not exist', () => {
  // For the other services of docker-compose.yml; and what a group of settings is called by.
  const others = ['MEILI_ENV', 'MEILI_NO_ANALYTICS', 'POSTGRES_USER', 'POSTGRES_PASSWORD', 'POSTGRES_DB', 'CAIRN_S3']
  const known = [...Object.keys(settings), ...others]
  const pages = ['docs/operations.md', 'docs/architecture.md', 'docs/search.md', 'SECURITY.md', 'docker-compose.yml']
  for (const page of ['README.md', ...pages]) {
    for (const [name] of read(page).matchAll(/\b(?:CAIRN|MEILI|SMTP|DATABASE|POSTGRES)_[A-Z0-9_]*[A-Z0-9]\b/g))
      expect(known, page).toContain(name)
  }
})

function namesWhere(holds: (setting: (typeof settings)[string]) => boolean): string[] {
  return Object.entries(settings)
    .filter(([, setting]) => holds(setting))
    .map(([name]) => name)
    .sort()
}
