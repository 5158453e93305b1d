import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { settingNames } from '../lib/platform/env/env'
import { parseEnvFile } from '../lib/platform/env/env-file.mjs'

const root = path.resolve(import.meta.dirname, '..')
const read = (file: string) => fs.readFileSync(path.join(root, file), 'utf8')

/** Not for people: the supervisor sets it. */
const internal = ['CAIRN_EMBEDDED']
const settings = settingNames.filter((name) => !internal.includes(name)).sort()

test('README lists every setting there is, and none that is not', () => {
  const table = /\| variable \|.*?\n\n/s.exec(read('README.md'))?.[0] ?? ''
  const firstCells = [...table.matchAll(/^\| (`[^|]*`) \|/gm)].map(([, cell]) => cell ?? '')
  expect(firstCells.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name)).sort()).toEqual(settings)
})

test('.env.example shows every setting there is, and is itself a file that can be read', () => {
  const example = read('.env.example')
  expect([...parseEnvFile(example, '.env.example').keys()]).toEqual([])
  const uncommented = parseEnvFile(example.replace(/^# (?=[A-Z0-9_]+=)/gm, ''), '.env.example')
  // The second names the file itself; the first is for the compose file alone.
  const names = [...uncommented.keys()].filter((name) => name !== 'POSTGRES_PASSWORD')
  expect(names.sort()).toEqual(settings.filter((name) => name !== 'CAIRN_ENV_FILE'))
})
