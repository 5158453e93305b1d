import { ExponentialBackoff, handleWhen, type IBackoff, type RetryPolicy, retry } from 'cockatiel'

/** Milliseconds of the first wait, about, and of the longest. */
export type Waits = { firstMs: number; longestMs: number }

/**
 * How long a loop waits after each failure: about twice as long each time, with some chance in it, so that many processes don't come at
 * once.
 */
export class BackOff {
  private readonly waits: ExponentialBackoff<unknown>
  private last: IBackoff<unknown> | undefined

  constructor({ firstMs, longestMs }: Waits) {
    this.waits = new ExponentialBackoff({ initialDelay: firstMs, maxDelay: longestMs })
  }

  /** Milliseconds to wait after one more failure. */
  next(): number {
    this.last = this.last ? this.last.next(undefined) : this.waits.next()
    return this.last.duration
  }

  /** Something has worked: the next failure is the first again. */
  reset(): void {
    this.last = undefined
  }
}

type Retries = Waits & {
  /** Attempts after the first. */
  retriesMax: number
  /** Failures that are worth another attempt; others are thrown at once. */
  when: (error: Error) => boolean
}

/** Runs work again where it fails, as often as that, with the waits of `BackOff`; `execute` throws what the last attempt threw. */
export function retryPolicy({ retriesMax, when, firstMs, longestMs }: Retries): RetryPolicy {
  return retry(handleWhen(when), {
    maxAttempts: retriesMax,
    backoff: new ExponentialBackoff({ initialDelay: firstMs, maxDelay: longestMs }),
  })
}
