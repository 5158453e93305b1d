/** Finds runs of backticks in a text. It reads the text once, whatever the number of runs. */
export class Backticks {
  /** Positions of the runs by their length, the last one first. */
  private readonly positions = new Map<number, number[]>()

  constructor(text: string) {
    for (const { 0: run, index } of text.matchAll(/`+/g)) {
      const known = this.positions.get(run.length)
      if (known) known.push(index)
      else this.positions.set(run.length, [index])
    }
    for (const positions of this.positions.values()) positions.reverse()
  }

  /** Returns the position of the next run of exactly this length, or -1. `from` must not go back from call to call. */
  nextRun(from: number, length: number): number {
    const positions = this.positions.get(length) ?? []
    while ((positions.at(-1) ?? from) < from) positions.pop()
    return positions.at(-1) ?? -1
  }
}
