/** At most so often; in a large forum, where a run takes long, so that it takes a hundredth of a processor’s time. */
const leastMs = 60_000
const restPerRun = 100

/**
 * Says when all threads are grouped again without being asked: threads that find their places one after the other can end in two gaps that
 * ask the same, and only a look at all of them puts these together.
 */
export class RunPace {
  private isWanted = false
  private notBefore = 0

  /** Something found another place since the last run. */
  noteChange(): void {
    this.isWanted = true
  }

  isDue(now: number): boolean {
    return this.isWanted && now >= this.notBefore
  }

  /** A run has ended that took so many milliseconds of a processor. */
  noteRun(tookMs: number, now: number): void {
    this.isWanted = false
    this.notBefore = now + Math.max(leastMs, restPerRun * tookMs)
  }
}
