import { spawn } from 'node:child_process'
import type { Socket } from 'node:net'
import path from 'node:path'

/**
 * Makes sure that a folder of scratch databases does not outlive this process: if it is killed, servers that run below the folder are
 * stopped and the folder is removed. Call it before the first server starts. Returns a function for an orderly end; call that when the
 * folder is tidied up.
 */
export function guardScratchFolder(folder: string): () => void {
  const guard = spawn(process.execPath, [path.join(import.meta.dirname, 'guard-process.mjs'), folder], {
    cwd: '/',
    // Not in this terminal's process group: a signal to that must not end the guard.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  guard.on('error', () => undefined)
  guard.stdin.on('error', () => undefined)
  guard.unref()
  // A pipe to a child keeps a process alive unless it is unreferenced.
  ;(guard.stdin as Socket).unref()
  return () => guard.stdin.end('done')
}
