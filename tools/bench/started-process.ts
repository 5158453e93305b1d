import { type ChildProcess, fork } from 'node:child_process'
import path from 'node:path'
import { projectRoot } from '../../lib/platform/env'
import { memoryEnvironment, nodeArguments } from '../../lib/platform/process'

/** Starts a process of the site, or a server to compare it with. Resolves when it says that it is ready. */
export function startedProcess(script: string, env: Record<string, string>, args: string[] = []): Promise<ChildProcess> {
  const child = fork(path.join(projectRoot(), script), args, {
    cwd: projectRoot(),
    env: { ...memoryEnvironment, ...process.env, ...env },
    execArgv: nodeArguments,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  return new Promise((resolve, reject) => {
    child.once('message', (message: { ready?: string; failed?: string }) =>
      message.failed ? reject(new Error(message.failed)) : resolve(child),
    )
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)))
  })
}
