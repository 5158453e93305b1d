// How many tests may run at the same time. Plain JavaScript, because the settings of both test runners read it.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** More workers would only slow down the one site that they all share. */
const workersMax = 4
const sampleMs = 500

/** Returns as many workers as there are free cores at this moment, at least one. Ask before the tests begin: their own load would count. */
export async function testWorkers() {
  const before = idleTimes()
  await sleep(sampleMs)
  const after = idleTimes()
  const idleCores = after.all === before.all ? 1 : (os.cpus().length * (after.idle - before.idle)) / (after.all - before.all)
  return Math.max(1, Math.min(workersMax, Math.round(Math.min(idleCores, os.availableParallelism(), coresAllowed()))))
}

function idleTimes() {
  const times = os.cpus().map((cpu) => cpu.times)
  const sum = (kinds) => times.reduce((total, each) => total + kinds.reduce((some, kind) => some + each[kind], 0), 0)
  return { idle: sum(['idle']), all: sum(['user', 'nice', 'sys', 'idle', 'irq']) }
}

/**
 * Returns the cores that control groups leave to this process, as in a container, or Infinity. For both versions of control groups; `root`
 * is where the system's files are.
 */
export function coresAllowed(root = '/') {
  const groups = read(path.join(root, 'proc/self/cgroup'))
  let allowed = Number.POSITIVE_INFINITY
  for (const line of groups.split('\n')) {
    const [, controllers, group] = /^\d+:([^:]*):(.*)$/.exec(line) ?? []
    if (group === undefined || (controllers !== '' && !controllers.split(',').includes('cpu'))) continue
    // Limits of the groups above apply, too. Inside a container the path may be the host's, and only the top group is visible.
    for (let at = group; ; at = path.dirname(at)) {
      const quotas =
        controllers === '' ? [maxOf(root, '', at), maxOf(root, 'unified', at)] : [quotaOf(root, controllers, at), quotaOf(root, 'cpu', at)]
      allowed = Math.min(allowed, ...quotas)
      if (path.dirname(at) === at) break
    }
  }
  return allowed
}

/** Version 2: "50000 100000" is half a core, "max 100000" no limit. */
function maxOf(root, mount, group) {
  const [quota, period] = read(path.join(root, 'sys/fs/cgroup', mount, group, 'cpu.max'))
    .trim()
    .split(' ')
    .map(Number)
  return quota > 0 && period > 0 ? quota / period : Number.POSITIVE_INFINITY
}

/** Version 1: two files; a quota of -1 is no limit. */
function quotaOf(root, mount, group) {
  const folder = path.join(root, 'sys/fs/cgroup', mount, group)
  const [quota, period] = ['cpu.cfs_quota_us', 'cpu.cfs_period_us'].map((name) => Number(read(path.join(folder, name))))
  return quota > 0 && period > 0 ? quota / period : Number.POSITIVE_INFINITY
}

function read(file) {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
