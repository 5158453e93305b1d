import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { isAlive } from '../../shared/lock-file.mjs'

/** Servers that this process has recognised: checking a number again is cheap, asking for its command line may not be. */
const recognised = new Map<string, number>()

/** Returns the port of the server that runs on this cluster, from its own postmaster.pid. */
export function runningPort(clusterDir: string): number | undefined {
  const found = readPid(clusterDir)
  if (!found || !isPostmaster(found.pid, clusterDir)) return undefined
  return found.port > 0 ? found.port : undefined
}

/**
 * Removes a postmaster.pid whose number another program has now: PostgreSQL would take that program for a running server and not start. It
 * still refuses to start beside a server of its own, by their shared memory.
 */
export function removeStalePid(clusterDir: string): void {
  const found = readPid(clusterDir)
  if (found && isAlive(found.pid) && !isPostmaster(found.pid, clusterDir)) fs.rmSync(pidFile(clusterDir), { force: true })
}

const pidFile = (clusterDir: string) => path.join(clusterDir, 'postmaster.pid')

function readPid(clusterDir: string): { pid: number; port: number } | undefined {
  try {
    const [pid, , , port] = fs.readFileSync(pidFile(clusterDir), 'utf8').split('\n')
    return { pid: Number(pid), port: Number(port) }
  } catch {
    return undefined
  }
}

/** Whether a process is the server of this cluster, that is, was started as `postgres -D FOLDER`. */
function isPostmaster(pid: number, clusterDir: string): boolean {
  if (!(pid > 0) || !isAlive(pid)) return false
  if (recognised.get(clusterDir) === pid) return true
  const command = commandOf(pid)
  // If the system does not show command lines, only the number counts.
  if (command !== undefined && !isServerOf(command, clusterDir)) return false
  recognised.set(clusterDir, pid)
  return true
}

function isServerOf(command: string[], clusterDir: string): boolean {
  const text = command.join(' ')
  // The folder alone says nothing: a program that follows the server's log names it, too.
  if (!/postgres(?:\.exe)?"? +"?-D"? /.test(text)) return false
  const given = command[command.indexOf('-D') + 1]
  return text.includes(clusterDir) || (command.includes('-D') && realPath(given as string) === realPath(clusterDir))
}

// The same folder can have two names, through a symbolic link.
function realPath(folder: string): string {
  try {
    return fs.realpathSync(folder)
  } catch {
    return folder
  }
}

/** Returns the words of a process's command line; undefined if the system does not show it. */
function commandOf(pid: number): string[] | undefined {
  try {
    if (process.platform === 'linux') return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    const [program, args] =
      process.platform === 'win32'
        ? ['powershell', ['-NoProfile', '-Command', `(Get-CimInstance Win32_Process -Filter 'ProcessId=${pid}').CommandLine`]]
        : ['ps', ['-o', 'command=', '-p', String(pid)]]
    const said = execFileSync(program as string, args as string[], {
      encoding: 'utf8',
      timeout: 10_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
    return said === '' ? undefined : said.split(/\s+/)
  } catch {
    return undefined
  }
}
