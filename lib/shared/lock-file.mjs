// Lock files that end with their process. Plain JavaScript: the scripts of bin/ use it before anything is installed.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const retryMs = 100
/** A file system may keep times no finer than two seconds. */
const timeSlackMs = 2_000
/** The unit of start times in /proc, the same on every Linux. */
const ticksPerSecond = 100

/**
 * Holds `file` as a lock while `work` runs; others wait. A lock whose process has ended is taken over.
 * `onWait` is called once if another process holds it.
 * @template T
 * @param {string} file
 * @param {number} timeoutSeconds
 * @param {() => Promise<T>} work
 * @param {(holder: number | undefined) => void} [onWait]
 * @returns {Promise<T>}
 * @throws Error after `timeoutSeconds` of waiting, naming the process that holds it.
 */
export async function withLockFile(file, timeoutSeconds, work, onWait) {
  const deadline = Date.now() + timeoutSeconds * 1000
  let told = false
  while (!tryLockFile(file)) {
    if (Date.now() > deadline) throw new Error(`${file} is held by process ${holderOf(file)}.`)
    if (!told) onWait?.(holderOf(file))
    told = true
    await sleep(retryMs)
  }
  try {
    return await work()
  } finally {
    fs.rmSync(file, { force: true })
  }
}

/**
 * Takes the lock at once or returns false. Give it back with `fs.rmSync`.
 * @param {string} file
 * @returns {boolean}
 */
export function tryLockFile(file) {
  const own = `${file}.${process.pid}`
  // Written under another name and then linked: nobody ever reads a lock that does not name its holder yet.
  fs.writeFileSync(own, `${process.pid}\n${startOf(process.pid)?.mark ?? ''}\n`)
  try {
    if (link(own, file)) return true
    const found = read(file)
    if (found === undefined || isHeld(found)) return false
    return bury(file, found) && link(own, file)
  } finally {
    fs.rmSync(own, { force: true })
  }
}

/**
 * The process that holds the lock, if it is held and readable.
 * @param {string} file
 * @returns {number | undefined}
 */
export function holderOf(file) {
  const found = read(file)
  return found && found.pid > 0 ? found.pid : undefined
}

/**
 * Whether a process of that number exists, ours or another's. Numbers are used again: it may be another process than
 * the one that was meant.
 * @param {number} pid
 * @returns {boolean}
 */
export function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}

/**
 * When a process began: `mark` tells it apart from every other that has or had the same number, `at` is the time in
 * milliseconds. Undefined where there is no such process or the system does not say.
 * @param {number} pid
 * @returns {{ mark: string, at: number } | undefined}
 */
export function startOf(pid) {
  try {
    return process.platform === 'linux' ? startByProc(pid) : startByPrograms(pid)
  } catch {
    return undefined
  }
}

// Ticks since the machine's start, and which start that was: changes of the clock don't touch them.
function startByProc(pid) {
  const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name in parentheses may hold spaces and parentheses; the start is the twentieth field after it.
  const ticks = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19])
  const boot = fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  const bootSeconds = Number(/^btime (\d+)$/m.exec(fs.readFileSync('/proc/stat', 'utf8'))?.[1])
  return { mark: `${boot} ${ticks}`, at: (bootSeconds + ticks / ticksPerSecond) * 1000 }
}

function startByPrograms(pid) {
  const [program, args] =
    process.platform === 'win32'
      ? ['powershell', ['-NoProfile', '-Command', `(Get-Process -Id ${pid}).StartTime.ToUniversalTime().ToString('o')`]]
      : ['ps', ['-o', 'lstart=', '-p', String(pid)]]
  const said = execFileSync(program, args, {
    encoding: 'utf8',
    timeout: 10_000,
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim()
  if (said === '') return undefined
  return { mark: said, at: Date.parse(process.platform === 'win32' ? said : `${said} UTC`) }
}

/** What a lock says: the number of its process, its start, and when the lock was written. */
function read(file) {
  try {
    const text = fs.readFileSync(file, 'utf8')
    const [pid = '', mark = ''] = text.split('\n')
    return { text, pid: Number(pid), mark, writtenAt: fs.statSync(file).mtimeMs }
  } catch {
    return undefined
  }
}

function isHeld({ pid, mark, writtenAt }) {
  if (!(Number.isInteger(pid) && pid > 0) || !isAlive(pid)) return false
  const start = startOf(pid)
  // Where the system does not say, the number alone counts.
  if (start === undefined) return true
  if (mark !== '') return start.mark === mark
  // An older Cairn wrote the number alone: a process that began after the lock was written can't have written it.
  return !(start.at > writtenAt + timeSlackMs)
}

/** Gives a file its second name unless that name is taken. */
function link(own, file) {
  try {
    fs.linkSync(own, file)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    // A file system without links, such as that of a memory stick.
    if (['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP'].includes(error.code)) return copy(own, file)
    throw error
  }
}

function copy(own, file) {
  try {
    fs.copyFileSync(own, file, fs.constants.COPYFILE_EXCL)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    return false
  }
}

/** Removes a lock that nobody holds. Of several that found it one succeeds. */
function bury(file, found) {
  const grave = `${file}.${process.pid}.old`
  try {
    fs.renameSync(file, grave)
  } catch {
    return false
  }
  const isTheSame = read(grave)?.text === found.text
  // Another process was quicker and holds the lock already: it gets it back.
  if (!isTheSame) link(grave, file)
  fs.rmSync(grave, { force: true })
  return isTheSame
}
