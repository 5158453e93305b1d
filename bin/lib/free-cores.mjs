// How many tests may run side by side. Plain JavaScript: the settings of both test runners read it.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** More would only press on the one site that all share. */
const workersMax = 4
const sampleMs = 500

/** As many workers as there are free cores at this moment, at least one. Ask before the tests begin: they would count as others' work. */
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
 * Cores that control groups (containers have one) leave this process, or Infinity. Both versions of them; `root` is where the system's
 * files lie.
 */
export function coresAllowed(root = '/') {
  const groups = read(path.join(root, 'proc/self/cgroup'))
  let allowed = Number.POSITIVE_INFINITY
  for (const line of groups.split('\n')) {
    const [, controllers, group] = /^\d+:([^:]*):(.*)$/.exec(line) ?? []
    if (group === undefined || (controllers !== '' && !controllers.split(',').includes('cpu'))) continue
    // Those above hold it too. Inside a container the path may be the host's, and what is seen of it is the top alone.
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
