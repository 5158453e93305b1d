/** The rest between two pieces of work of a loop that goes on until it is told to end: telling it ends the rest too. */
export class Pause {
  /** The loop has been told to end. */
  ended = false
  private wake: () => void = () => undefined

  /** Resolves after so many milliseconds, or at once when the loop is to end. */
  rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      if (this.ended) return resolve()
      const timer = setTimeout(resolve, ms)
      this.wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  /** Ends the rest that is under way; the loop goes on. */
  wakeUp(): void {
    this.wake()
  }

  end(): void {
    this.ended = true
    this.wake()
  }
}
