import { vi } from 'vitest'

/** There to end what hangs, on the slowest machine too. */
const limitMs = 5 * 60_000

/**
 * Waits until `look` no longer fails, and returns what it returns. For what another process, or a part that runs by itself, does in its own
 * time: a test says what becomes true, and never by when.
 */
export const eventually = <T>(look: () => T | Promise<T>): Promise<T> => vi.waitFor(look, { timeout: limitMs, interval: 10 })

/** Waits until something holds. */
export const eventuallyTrue = (holds: () => boolean | Promise<boolean>): Promise<void> =>
  eventually(async () => {
    if (!(await holds())) throw new Error(`It never came true: ${holds}`)
  })

/** Lets some time pass, so that a kill or a lost connection comes at any moment. Nothing may be asserted of what has happened by then. */
export const someTime = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Does this while the clock stands still: for what is tried again after some seconds, which must not pass meanwhile. Timers go on. */
export async function withStoppedClock<T>(work: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
  try {
    return await work()
  } finally {
    vi.useRealTimers()
  }
}
