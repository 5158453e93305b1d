import { clockFactor } from '../pool/limits'
import { currentThread, threadTime } from '../pool/thread-time'
import type { TimeLeft } from './highlight'

/** Asking the system takes as long as a short line does. */
const askEvery = 8

/** Says until this thread has used so many milliseconds of the processor. What others do on the machine does not count. */
export function timeBudget(ms: number): TimeLeft {
  const thread = currentThread()
  const now = () => threadTime(thread) ?? performance.now() / clockFactor
  const begun = now()
  let asked = 0
  let isOver = false
  return () => {
    if (!isOver && asked++ % askEvery === 0) isOver = now() - begun >= ms
    return !isOver
  }
}
