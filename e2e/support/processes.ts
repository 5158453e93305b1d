import { type ChildProcess, execFileSync, fork } from 'node:child_process'
import path from 'node:path'
import { nodeArguments } from '../../lib/platform/process/node-arguments'

const root = path.resolve(import.meta.dirname, '../..')

/** Runs a script to its end. Returns what it wrote. */
export function script(file: string, env: Record<string, string>, words: string[] = []): string {
  return execFileSync(process.execPath, ['--import', 'tsx', path.join(root, file), ...words], {
    cwd: root,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  })
}

/** Has the process of act.ts that listens at this socket do something, and waits until it is done. */
export function askAct<T>(socket: string, command: string, words: (string | number)[]): T {
  const out = execFileSync(process.execPath, [path.join(root, 'e2e/support/ask-act.mjs'), socket], {
    input: JSON.stringify([command, ...words.map(String)]),
    encoding: 'utf8',
  })
  return JSON.parse(out)
}

/** Starts a script, and waits until it is ready. `onLog` hears its lines of log instead of the terminal. */
export function child(file: string, env: NodeJS.ProcessEnv, onLog?: (text: string) => void, words: string[] = []): Promise<ChildProcess> {
  const started = fork(path.join(root, file), words, {
    cwd: root,
    env,
    execArgv: nodeArguments,
    stdio: ['ignore', 'inherit', onLog ? 'pipe' : 'inherit', 'ipc'],
  })
  started.stderr?.on('data', (text) => onLog?.(String(text)))
  return new Promise((resolve, reject) => {
    started.on('message', (message: { ready?: string; failed?: string }) =>
      message.ready ? resolve(started) : reject(new Error(message.failed)),
    )
    started.on('exit', (code) => reject(new Error(`${file} ended with ${code}`)))
  })
}

/** Ends it as an operator does, and waits. */
export async function stop(running: ChildProcess): Promise<void> {
  running.removeAllListeners('exit')
  if (running.exitCode !== null) return
  const ended = new Promise((resolve) => running.once('exit', resolve))
  running.kill('SIGTERM')
  await ended
}
