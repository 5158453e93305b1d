import { clockFactor } from '../pool/limits'
import { currentThread, threadTime } from '../pool/thread-time'
import type { TimeLeft } from './highlight'

/** Reading the processor time takes as long as a short line. */
const askEvery = 8

/**
 * Returns a function that returns true until this thread has used so many milliseconds of processor time. Other processes on
 * the machine do not count.
 */
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
