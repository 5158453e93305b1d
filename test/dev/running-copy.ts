import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { guardScratchFolder } from '../../lib/platform/embedded-database/guard'
import { freePort } from '../../lib/platform/process/free-port'

const root = path.resolve(import.meta.dirname, '../..')
/** There to end what hangs, on the slowest machine too. */
const looksMax = 6_000
const lookMs = 200

/** A clone of one's own in which `npm run dev` runs. */
export type RunningCopy = {
  site: string
  inspectPort: number
  /** Everything it has written to the terminal. */
  output(): string
  /** Replaces words in a file. @throws Error if they are not there. */
  edit(file: string, from: string, to: string): void
  /** Presses Ctrl+C. Returns the exit code. */
  interrupt(): Promise<number | null>
  /** Command lines of processes that still run from the copy. */
  leftOver(): string[]
  remove(): void
}

/** Copies the files that git knows or would, shares the packages, and starts `npm run dev` there. */
export async function runCopy(say: (text: string) => void): Promise<RunningCopy> {
  // Inside the clone: on the same disk, so that packages can be shared by hard links.
  const home = path.join(root, '.cache', `try-dev-${process.pid}`)
  fs.mkdirSync(home, { recursive: true })
  const dismissGuard = guardScratchFolder(home)
  const folder = path.join(home, 'clone')
  copyFiles(folder)
  say('Copied; starting `npm run dev`')
  const [port, inspectPort] = [await freePort(), await freePort()]
  let output = ''
  const child = spawn('npm', ['run', 'dev', '--', `--inspect=${inspectPort}`], {
    cwd: folder,
    env: { ...process.env, PORT: String(port), CAIRN_DATA_DIR: path.join(home, 'data'), CAIRN_ENV_FILE: 'off', DATABASE_URL: '' },
    // A process group of its own, as a terminal gives it: Ctrl+C goes to all in it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output += chunk
    })
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  return {
    site: `http://127.0.0.1:${port}`,
    inspectPort,
    output: () => output,
    edit(file, from, to) {
      const full = path.join(folder, file)
      const text = fs.readFileSync(full, 'utf8')
      if (!text.includes(from)) throw new Error(`${file} no longer has “${from}”: change test/dev/try-dev.ts.`)
      fs.writeFileSync(full, text.replace(from, to))
    },
    interrupt() {
      signalGroup(child, 'SIGINT')
      return ended
    },
    leftOver: () => commandLines().filter((line) => line.includes(home) && !line.includes('guard-process')),
    remove() {
      signalGroup(child, 'SIGKILL')
      fs.rmSync(home, { recursive: true, force: true })
      dismissGuard()
    },
  }
}

function copyFiles(folder: string): void {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 1e8 })
  for (const file of listed.split('\0').filter((each) => each && fs.existsSync(path.join(root, each)))) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    fs.copyFileSync(path.join(root, file), path.join(folder, file))
  }
  // A repository of its own, as a clone is: what it ignores is ignored by the tools too.
  execFileSync('git', ['init', '--quiet'], { cwd: folder })
  execFileSync('cp', ['-al', path.join(root, 'node_modules'), path.join(folder, 'node_modules')])
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    process.kill(-(child.pid as number), signal)
  } catch {}
}

function commandLines(): string[] {
  return execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8', maxBuffer: 1e8 }).split('\n')
}

/** Looks again and again until `look` returns something true. @throws Error with `what` if it never does. */
export async function until<T>(what: string, look: () => Promise<T> | T): Promise<T> {
  for (let looks = 0; looks < looksMax; looks++) {
    const found = await Promise.resolve()
      .then(look)
      .catch(() => undefined)
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, lookMs))
  }
  throw new Error(`It never came true: ${what}`)
}
