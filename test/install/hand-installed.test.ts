import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { isInstalledByHand } from '../../bin/lib/hand-installed.mjs'

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
  expect(isInstalledByHand(folder, { dev: false })).toBe(false)
  npm('ci')
  expect(isInstalledByHand(folder, { dev: true })).toBe(true)
  npm('ci', '--omit=dev')
  expect(isInstalledByHand(folder, { dev: false })).toBe(true)
  expect(isInstalledByHand(folder, { dev: true })).toBe(false)
})

test('a package that is missing or has another version, and a lock file of another package.json, count as not installed', () => {
  npm('ci')
  const lock = fs.readFileSync(file('package-lock.json'), 'utf8')
  const manifest = fs.readFileSync(file('package.json'), 'utf8')
  const among = { dev: true }
  fs.writeFileSync(file('package-lock.json'), lock.replace(/"version": "1.0.0"/g, '"version": "1.0.1"'))
  expect(isInstalledByHand(folder, among)).toBe(false)
  fs.writeFileSync(file('package-lock.json'), lock)
  expect(isInstalledByHand(folder, among)).toBe(true)
  fs.writeFileSync(file('package.json'), manifest.replace('"dependencies":{', '"dependencies":{"another":"1.0.0",'))
  expect(isInstalledByHand(folder, among)).toBe(false)
  fs.writeFileSync(file('package.json'), manifest)
  fs.rmSync(file('node_modules/quarry'), { recursive: true })
  expect(isInstalledByHand(folder, among)).toBe(false)
})

test('what was noted after the packages came is believed instead', () => {
  npm('ci')
  const noted = file('node_modules/.noted')
  fs.writeFileSync(noted, 'of another lock file')
  expect(isInstalledByHand(folder, { dev: true, noted })).toBe(false)
  const earlier = new Date(Date.now() - 86_400_000)
  fs.utimesSync(noted, earlier, earlier)
  expect(isInstalledByHand(folder, { dev: true, noted })).toBe(true)
})
