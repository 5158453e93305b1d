import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { coresAllowed, testWorkers } from '../bin/lib/free-cores.mjs'

const made: string[] = []
afterAll(() => {
  for (const dir of made) fs.rmSync(dir, { recursive: true })
})

function aSystem(files: Record<string, string>): string {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-cores-'))
  made.push(root)
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
    fs.writeFileSync(path.join(root, file), text)
  }
  return root
}

test('tests know the cores that a container leaves them, whichever way it holds them', () => {
  const two = { 'proc/self/cgroup': '0::/box/inner\n', 'sys/fs/cgroup/box/inner/cpu.max': 'max 100000\n' }
  expect(coresAllowed(aSystem(two))).toBe(Number.POSITIVE_INFINITY)
  expect(coresAllowed(aSystem({ ...two, 'sys/fs/cgroup/box/cpu.max': '50000 100000\n' })), 'the group above holds it').toBe(0.5)
  const one = {
    'proc/self/cgroup': '5:memory:/x\n1:cpu,cpuacct:/docker/4711\n0::/\n',
    'sys/fs/cgroup/cpu,cpuacct/docker/4711/cpu.cfs_quota_us': '-1\n',
    'sys/fs/cgroup/cpu,cpuacct/docker/4711/cpu.cfs_period_us': '100000\n',
  }
  expect(coresAllowed(aSystem(one))).toBe(Number.POSITIVE_INFINITY)
  const seenFromInside = { 'sys/fs/cgroup/cpu/cpu.cfs_quota_us': '150000\n', 'sys/fs/cgroup/cpu/cpu.cfs_period_us': '100000\n' }
  expect(coresAllowed(aSystem({ ...one, ...seenFromInside }))).toBe(1.5)
  expect(coresAllowed(aSystem({})), 'a system without such groups').toBe(Number.POSITIVE_INFINITY)
})

test('there is always a worker, and never more than one site can bear', async () => {
  const workers = await testWorkers()
  expect(workers).toBeGreaterThanOrEqual(1)
  expect(workers).toBeLessThanOrEqual(4)
})
