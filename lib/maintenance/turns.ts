import type { AnalysisState } from '../search'

/** Another version's run that has not moved for this long has nobody who goes on with it. */
const stalledMs = 5 * 60_000
/** A run that another version has finished is what a process leaves that was on its way out, or has come to stay. */
const finishedMs = 60 * 60_000
/** Each wait is so many times the one before. */
const waitsLonger = 4

/**
 * Decides for one process whose turn it is to make the search index again. A process begins its version once, or finds it made. Where
 * the index then becomes another version's, a process of that one is at it: this one waits. It begins again where the other one stops
 * half-way, or where it is still there long after the other one has finished. Each time it waits longer, so that two processes
 * that both stay, with another ICU each, leave the index alone after a while.
 */
export class Turns {
  private turnsHad = 0
  private seen = ''
  private since = 0

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** What to do with an index in this state. It must be asked again and again: time is measured from when the state was seen first. */
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
