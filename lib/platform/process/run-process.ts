import { EnvError } from '../env'
import { log, messageOf } from '../log'

/** What a started process returns: a word for its supervisor, and how to end it. */
export type Started = { ready: string; stop(): Promise<void> }

/** A process that takes longer to end is stuck. */
export const stopTimeoutMs = 15_000

/**
 * Runs a process until a signal ends it, or its supervisor's death, which closes the channel. A wrong setting ends it with one sentence and
 * exit code 1.
 */
export async function runProcess(name: string, start: () => Promise<Started>): Promise<void> {
  let started: Started | undefined
  let ending = false
  async function end(code: number): Promise<void> {
    if (ending) return
    ending = true
    setTimeout(() => process.exit(code || 1), stopTimeoutMs).unref()
    await started?.stop().catch((error) => log('error', `${name} did not stop cleanly`, { error: messageOf(error) }))
    process.exit(code)
  }
  process.on('SIGTERM', () => void end(0))
  process.on('SIGINT', () => {
    // Ctrl-C reaches every process of the terminal. Under a supervisor, the supervisor says when to end.
    if (!process.send) void end(0)
  })
  process.on('disconnect', () => void end(0))
  process.on('unhandledRejection', (error) => {
    log('error', `${name}: unhandled`, { error: messageOf(error) })
    void end(1)
  })
  try {
    started = await start()
    if (process.send) process.send({ ready: started.ready })
    else log('info', `${name} ready`, { at: started.ready })
  } catch (error) {
    if (process.send) process.send({ failed: messageOf(error) })
    if (error instanceof EnvError || error instanceof Error) process.stderr.write(`${error.message}\n`)
    await end(1)
  }
}
