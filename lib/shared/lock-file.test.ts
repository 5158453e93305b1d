import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { holderOf, startOf, tryLockFile, withLockFile } from './lock-file.mjs'

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-locks-'))
afterAll(() => fs.rmSync(dir, { recursive: true, force: true }))

// Its number is that of a process which lives and has nothing to do with the lock.
const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
afterAll(() => other.kill('SIGKILL'))

test('a lock is held by the process that took it, and by nobody after it was given back', () => {
  const file = path.join(dir, 'own')
  expect(tryLockFile(file)).toBe(true)
  expect(tryLockFile(file)).toBe(false)
  expect(holderOf(file)).toBe(process.pid)
  fs.rmSync(file)
  expect(tryLockFile(file)).toBe(true)
})

test('a lock of a process that has ended is taken over', async () => {
  const file = path.join(dir, 'ended')
  const brief = spawn(process.execPath, ['-e', ''])
  await new Promise((resolve) => brief.on('exit', resolve))
  fs.writeFileSync(file, `${brief.pid}\nsome start\n`)
  expect(tryLockFile(file)).toBe(true)
  expect(holderOf(file)).toBe(process.pid)
})

test('a lock whose number another process has by now is taken over; that process itself would keep it', async () => {
  const file = path.join(dir, 'reused')
  fs.writeFileSync(file, `${other.pid}\n${startOf(other.pid as number)?.mark}\n`)
  expect(tryLockFile(file)).toBe(false)
  fs.writeFileSync(file, `${other.pid}\n${startOf(process.pid)?.mark}\n`)
  expect(tryLockFile(file)).toBe(true)
  const waited = path.join(dir, 'reused-and-waited-for')
  fs.writeFileSync(waited, `${other.pid}\nanother start of the machine\n`)
  expect(await withLockFile(waited, 600, async () => holderOf(waited))).toBe(process.pid)
})

test('a lock of an older Cairn, with a number alone, is stale if the process began after it was written', () => {
  const file = path.join(dir, 'number-alone')
  fs.writeFileSync(file, String(other.pid))
  expect(tryLockFile(file), 'it may be the holder').toBe(false)
  const yesterday = new Date(Date.now() - 86_400_000)
  fs.utimesSync(file, yesterday, yesterday)
  expect(tryLockFile(file)).toBe(true)
})

test('of many processes that find a stale lock one takes it', async () => {
  const file = path.join(dir, 'contended')
  fs.writeFileSync(file, `${other.pid}\nanother start\n`)
  const module = path.join(import.meta.dirname, 'lock-file.mjs')
  const code = `import { tryLockFile } from ${JSON.stringify(module)}; process.stdout.write(String(tryLockFile(${JSON.stringify(file)}))); process.stdin.resume()`
  const finders = Array.from({ length: 6 }, () => spawn(process.execPath, ['--input-type=module', '-e', code]))
  const said = await Promise.all(
    finders.map((finder) => new Promise<string>((resolve) => finder.stdout.once('data', (d) => resolve(`${d}`)))),
  )
  for (const finder of finders) finder.kill('SIGKILL')
  expect(said.filter((word) => word === 'true')).toHaveLength(1)
})
