import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'
import { schemaFiles } from './schema-engine'

const root = path.resolve(import.meta.dirname, '../../..')

/** Named after rooms of lib; `schema` says how the client is made. A room may have a second file. */
const fileName = /^(schema|(platform|identity|content|community|answers|search|curation|notices|exchange)(-\w+)?)\.prisma$/

test('the schema is in files by room', () => {
  for (const file of schemaFiles()) expect(path.basename(file.path)).toMatch(fileName)
})

test.each(['validate', 'format --check'])('the schema passes `npm run prisma -- %s`', (words) => {
  const { status, stderr } = spawnSync('node', ['bin/prisma.mjs', ...words.split(' ')], { cwd: root, encoding: 'utf8' })
  expect(status, stderr).toBe(0)
})
