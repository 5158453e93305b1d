import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { hasInstalled } from '../../bin/lib/installed-packages.mjs'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-by-hand-'))
const file = (name: string) => path.join(folder, name)
const npm = (...words: string[]) => execFileSync('npm', [...words, '--offline', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'pipe' })

/** A package in a file, as a registry would send it. */
function pack(name: string, more: object = {}): void {
  fs.mkdirSync(file('package'), { recursive: true })
  fs.writeFileSync(file('package/package.json'), JSON.stringify({ name, version: '1.0.0', ...more }))
  execFileSync('tar', ['czf', `${name}.tgz`, 'package'], { cwd: folder })
}

beforeAll(() => {
  pack('quarry')
  pack('only-for-tests')
  pack('for-another-system', { os: ['plan9'] })
  const of = (name: string) => ({ [name]: `file:${name}.tgz` })
  fs.writeFileSync(
    file('package.json'),
    JSON.stringify({
      dependencies: of('quarry'),
      devDependencies: of('only-for-tests'),
      optionalDependencies: of('for-another-system'),
    }),
  )
  npm('install', '--package-lock-only')
})

test('packages that `npm ci` brought by hand count as installed, with and without those for tests', () => {
  expect(hasInstalled(folder, { dev: false })).toBe(false)
  npm('ci')
  expect(hasInstalled(folder, { dev: true })).toBe(true)
  npm('ci', '--omit=dev')
  expect(hasInstalled(folder, { dev: false })).toBe(true)
  expect(hasInstalled(folder, { dev: true })).toBe(false)
})

test('a package that is missing or has another version, and a lock file of another package.json, count as not installed', () => {
  npm('ci')
  const lock = fs.readFileSync(file('package-lock.json'), 'utf8')
  const manifest = fs.readFileSync(file('package.json'), 'utf8')
  const among = { dev: true }
  fs.writeFileSync(file('package-lock.json'), lock.replace(/"version": "1.0.0"/g, '"version": "1.0.1"'))
  expect(hasInstalled(folder, among)).toBe(false)
  fs.writeFileSync(file('package-lock.json'), lock)
  expect(hasInstalled(folder, among)).toBe(true)
  fs.writeFileSync(file('package.json'), manifest.replace('"dependencies":{', '"dependencies":{"another":"1.0.0",'))
  expect(hasInstalled(folder, among)).toBe(false)
  fs.writeFileSync(file('package.json'), manifest)
  fs.rmSync(file('node_modules/quarry'), { recursive: true })
  expect(hasInstalled(folder, among)).toBe(false)
})
