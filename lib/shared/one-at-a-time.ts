/** More work waits than may; the caller says so in words of its own. */
export class TooManyWaitError extends Error {}

/** Runs pieces of work one after the other, in the order they come. */
export class OneAtATime {
  private last: Promise<unknown> = Promise.resolve()
  private waiting = 0

  /** At most `waitingMax` wait behind the one that runs. */
  constructor(private readonly waitingMax: number) {}

  /**
   * Runs `work` once all before it have ended, however they did. With `waitMs`, work that has not begun by then is given up.
   * @throws TooManyWaitError, and what `work` throws.
   */
  async run<T>(work: () => Promise<T>, waitMs?: number): Promise<T> {
    if (this.waiting > this.waitingMax) throw new TooManyWaitError('Too much of this is going on at once.')
    this.waiting++
    let begun = false
    let givenUp = false
    const mine = this.last.then(() => {
      if (givenUp) return undefined as T
      begun = true
      return work()
    })
    this.last = mine.catch(() => undefined)
    let timer: NodeJS.Timeout | undefined
    const patience = new Promise<never>((_, reject) => {
      if (waitMs === undefined) return
      timer = setTimeout(() => {
        if (begun) return
        givenUp = true
        reject(new TooManyWaitError('This has waited too long.'))
      }, waitMs)
    })
    try {
      return await Promise.race([mine, patience])
    } finally {
      clearTimeout(timer)
      this.waiting--
    }
  }
}
