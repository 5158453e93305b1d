import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { supervise } from './supervise'

test('a process that died is started again at once, one that dies again after a pause, and in the end not at all', async () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-supervise-'))
  const script = path.join(dir, 'dies.mjs')
  fs.writeFileSync(script, "process.send({ ready: 'ready' }, () => process.exit(3))")
  const pauses: number[] = []
  const wait = globalThis.setTimeout
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(((work: () => void, ms?: number) => {
    if (new Error().stack?.includes('supervise.ts')) pauses.push(ms ?? 0)
    return wait(work, Math.min(ms ?? 0, 10))
  }) as typeof setTimeout)
  const root = path.resolve(import.meta.dirname, '../../..')
  const child = { name: 'a test', script: path.relative(root, script) }
  const hopeless = await new Promise<string>((resolve) => supervise(child, process.env, resolve))
  vi.restoreAllMocks()
  expect(pauses).toEqual([0, 1_000, 1_000, 1_000])
  expect(hopeless).toContain('dies again and again')
  fs.rmSync(dir, { recursive: true })
})
