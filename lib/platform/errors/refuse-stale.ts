import { DomainError } from './errors'

/** A write that was begun on one state of something and comes when there is another. */
export type Stale = {
  /** Number of the state that its writer has seen. */
  seen: number
  /** Number of the present one; undefined where there is none any more. */
  present: number | undefined
  /** What someone else has done, as the beginning of a sentence. */
  because: string
  /** The field of the form that carries the number. */
  field: string
}

/** Refuses a write whose writer has not seen the present state, so that nobody's change is lost unseen. @throws DomainError `conflict`. */
export function refuseStale({ seen, present, because, field }: Stale): void {
  if (seen !== present) throw new DomainError('conflict', `${because} in the meantime.`, field)
}
