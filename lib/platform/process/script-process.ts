import { type ChildProcess, fork } from 'node:child_process'
import path from 'node:path'
import { projectRoot } from '../env'
import { memoryEnvironment, nodeArguments } from './node-arguments'

/** A child that takes longer to end is killed. */
const stopTimeoutMs = 20_000

/** `script` is relative to the project. `nodeOptions` come before those that every process gets. */
export type Script = { script: string; args?: string[]; nodeOptions?: string[]; env: NodeJS.ProcessEnv }

/** Starts a script of the project as a child that can send messages. It prints where this process prints. */
export function startScript({ script, args = [], nodeOptions = [], env }: Script): ChildProcess {
  return fork(path.join(projectRoot(), script), args, {
    cwd: projectRoot(),
    env: { ...memoryEnvironment, ...env },
    execArgv: [...nodeOptions, ...nodeArguments],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
}

/** Whether a child has ended. */
export function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

/** Tells a child to end and waits for that. A child that does not end is killed. */
export async function endChild(child: ChildProcess | undefined): Promise<void> {
  if (!child || hasEnded(child)) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs)
  await ended
  clearTimeout(timer)
}
