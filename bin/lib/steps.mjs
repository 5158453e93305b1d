// What the scripts in bin/ share. Plain JavaScript without dependencies: it runs before anything is installed.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { withLockFile } from '../../lib/shared/lock-file.mjs'

export const root = path.resolve(import.meta.dirname, '../..')

/** Whether a script was called itself, not imported. */
export const isMain = (url) => process.argv[1] && fs.realpathSync(process.argv[1]) === fileURLToPath(url)

/** Writes one line about progress to standard error, so that output can be piped. */
export const say = (text) => process.stderr.write(`${text}\n`)

/**
 * Runs a command and waits. With `quiet`, its output goes to standard error only if it fails or takes long; otherwise as it comes. Rejects
 * if it fails.
 */
export function run(command, args, env = {}, { quiet = true } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    })
    let output = ''
    const keep = (chunk) => {
      output += chunk
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    const dots = quiet && process.stderr.isTTY ? setInterval(() => process.stderr.write('.'), 2_000) : undefined
    child.on('error', reject)
    child.on('close', (code) => {
      if (dots) {
        clearInterval(dots)
        process.stderr.write('\n')
      }
      if (code === 0) return resolve()
      if (quiet) process.stderr.write(output)
      reject(new Error(`${command} ${args.join(' ')} ended with ${code}.`))
    })
  })
}

/** The longest wait for one step of another process. */
const lockTimeoutSeconds = 3_600

/** Runs `work` while no other process of this clone runs the step of that name. A lock of a process that died is ignored. */
export async function waitForLock(name, work) {
  const folder = path.join(root, '.cache')
  fs.mkdirSync(folder, { recursive: true })
  return withLockFile(path.join(folder, `${name}.lock`), lockTimeoutSeconds, work, (holder) =>
    say(`Waiting for process ${holder}, which does the same (${name})`),
  )
}
