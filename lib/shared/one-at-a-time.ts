/** More work waits than may; the caller says so in words of its own. */
export class TooManyWaitError extends Error {}

/** Runs pieces of work one after the other, in the order they come. */
export class OneAtATime {
  private last: Promise<unknown> = Promise.resolve()
  private waiting = 0

  /** At most `waitingMax` wait behind the one that runs. */
  constructor(private readonly waitingMax: number) {}

  /** Runs `work` once all before it have ended, however they did. @throws TooManyWaitError, and what `work` throws. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.waiting > this.waitingMax) throw new TooManyWaitError('Too much of this is going on at once.')
    this.waiting++
    const mine = this.last.then(work)
    this.last = mine.catch(() => undefined)
    try {
      return await mine
    } finally {
      this.waiting--
    }
  }
}
