import fs from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const retryMs = 100

/**
 * Holds `file` as a lock while `work` runs; others wait. A lock whose process has died is taken over.
 * @throws Error after `timeoutSeconds` of waiting, naming the process that holds it.
 */
export async function withLockFile<T>(file: string, timeoutSeconds: number, work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + timeoutSeconds * 1000
  while (!tryLockFile(file)) {
    if (Date.now() > deadline) throw new Error(`${file} is held by process ${holderOf(file)}.`)
    await sleep(retryMs)
  }
  try {
    return await work()
  } finally {
    fs.rmSync(file, { force: true })
  }
}

/** Takes the lock at once or answers false. Give it back with `fs.rmSync`. */
export function tryLockFile(file: string): boolean {
  try {
    fs.writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const holder = holderOf(file)
  if (holder !== undefined && isAlive(holder)) return false
  // Only one of several finders may win: renaming is atomic, and the losers find nothing to rename.
  const grave = `${file}.${process.pid}`
  try {
    fs.renameSync(file, grave)
    fs.rmSync(grave, { force: true })
  } catch {
    return false
  }
  return tryLockFile(file)
}

/** The process that holds the lock, if it is held and readable. */
export function holderOf(file: string): number | undefined {
  try {
    const pid = Number(fs.readFileSync(file, 'utf8'))
    return Number.isInteger(pid) && pid > 0 ? pid : undefined
  } catch {
    return undefined
  }
}

/** Whether a process of that number exists, ours or another's. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
