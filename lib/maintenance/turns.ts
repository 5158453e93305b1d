import type { AnalysisState } from '../search'

/** A run of another version that has not moved for this long is abandoned. */
const stalledMs = 5 * 60_000
/** If another version has finished its run, its process is about to end, or will stay. */
const finishedMs = 60 * 60_000
/** Each wait is this many times as long as the one before. */
const waitsLonger = 4

/**
 * Decides for one process whose turn it is to make the search index again. A process begins its version once, or finds it made. If the
 * index then belongs to another version, a process of that version is making it, and this process waits. This process begins again if the
 * other one stops before the end, or if it is still there long after it finished. Each wait is longer than the one before, so that two
 * processes that both stay, with different versions of ICU, leave the index alone after a while.
 */
export class Turns {
  private turnsHad = 0
  private seen = ''
  private since = 0

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Returns what to do with an index in this state. Ask repeatedly: time is measured from when the state was seen first. */
  next(own: string, state: AnalysisState): 'begin' | 'go on' | 'rest' {
    if (state.version === own) {
      this.turnsHad = Math.max(1, this.turnsHad)
      return state.running ? 'go on' : 'rest'
    }
    const seen = [state.version, state.running, state.reached, state.done].join()
    if (seen !== this.seen) {
      this.seen = seen
      this.since = this.now()
    }
    const wait = this.turnsHad === 0 ? 0 : (state.running ? stalledMs : finishedMs) * waitsLonger ** (this.turnsHad - 1)
    if (this.now() - this.since < wait) return 'rest'
    this.turnsHad++
    return 'begin'
  }
}
