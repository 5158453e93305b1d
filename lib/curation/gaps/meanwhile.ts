import { type Breathe, breathe } from './breathe'
import { placeDue } from './place-due'

const placeEveryMs = 3_000

type Options = {
  everyMs?: number
  /** Looks at the next of what has just changed, and returns whether there was any. */
  place?: () => Promise<boolean>
  clock?: () => number
}

/** Gives new threads their places while a run over all threads goes on, which takes minutes in a large forum: some, every few seconds. */
export class Meanwhile {
  /** Something found another place since the run began, so that the run knows nothing of it. */
  hasPlaced = false
  private readonly everyMs: number
  private readonly place: () => Promise<boolean>
  private readonly clock: () => number
  private last: number

  constructor({ everyMs = placeEveryMs, place = placeDue, clock = Date.now }: Options = {}) {
    this.everyMs = everyMs
    this.place = place
    this.clock = clock
    this.last = clock()
  }

  readonly breathe: Breathe = async () => {
    await breathe()
    if (this.clock() - this.last < this.everyMs) return
    if (await this.place()) this.hasPlaced = true
    // From its end on: where placing is slow, the run goes on nevertheless.
    this.last = this.clock()
  }
}
