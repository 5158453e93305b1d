import { log, messageOf } from '../platform/log'
import { Pause } from '../shared'

/** Repeats `work` until it is stopped: `everyMs` after it ended, or at once if it says that there is more. */
export function repeat(everyMs: number, what: string, work: () => Promise<boolean>): { stop(): Promise<void> } {
  const pause = new Pause()
  const running = (async () => {
    while (!pause.ended) {
      const more = await work().catch((error) => {
        log('error', `${what} failed`, { error: messageOf(error) })
        return false
      })
      if (!more) await pause.rest(everyMs)
    }
  })()
  return {
    async stop() {
      pause.end()
      await running
    },
  }
}
