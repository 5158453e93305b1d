import type { ChildProcess } from 'node:child_process'
import { log } from '../log'
import { endChild, startScript } from './script-process'

/** After its first death within a minute a child is started again at once, because readers wait for it. Later ones wait this long. */
const restartMs = 1_000
/** A child that dies this often within a minute is not started again. */
const deathsPerMinuteMax = 5

export type Supervised = { ready: Promise<string>; stop(): Promise<void> }

/** Runs a script of bin/ as a child, starts it again when it dies, and ends it with the supervisor. */
export function supervise(
  { name, script, args = [] }: { name: string; script: string; args?: string[] },
  env: NodeJS.ProcessEnv,
  onHopeless: (reason: string) => void,
): Supervised {
  let child: ChildProcess | undefined
  let stopped = false
  const deaths: number[] = []
  let resolveReady: (word: string) => void
  let rejectReady: (error: Error) => void
  const ready = new Promise<string>((resolve, reject) => {
    resolveReady = resolve
    rejectReady = reject
  })
  ready.catch(() => undefined)

  function start(): void {
    child = startScript({ script, args, env })
    child.on('message', (message: { ready?: string; failed?: string }) => {
      if (message.ready) resolveReady(message.ready)
      if (message.failed) rejectReady(new Error(message.failed))
    })
    child.on('exit', (code, signal) => {
      if (stopped) return
      const now = Date.now()
      deaths.push(now)
      while ((deaths[0] ?? now) < now - 60_000) deaths.shift()
      log('warn', `${name} ended, starting it again`, { code, signal })
      if (deaths.length >= deathsPerMinuteMax) onHopeless(`${name} dies again and again.`)
      else setTimeout(() => stopped || start(), deaths.length === 1 ? 0 : restartMs)
    })
  }

  start()
  return {
    ready,
    async stop() {
      stopped = true
      await endChild(child)
    },
  }
}
