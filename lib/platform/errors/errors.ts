/** Why an expected failure happened. There are no other codes. */
export type DomainErrorCode = 'not_found' | 'forbidden' | 'conflict' | 'invalid' | 'too_many' | 'unavailable'

/** An expected failure: the edge turns it into a status and a sentence. Anything else that is thrown is a bug. */
export class DomainError extends Error {
  /** Fields of the form that have changed although it is refused: the form comes back with these values. */
  changed: Record<string, string> = {}

  constructor(
    readonly code: DomainErrorCode,
    message: string,
    /** The field of the form that is wrong, if there is one. */
    readonly field: string | null = null,
  ) {
    super(message)
    this.name = 'DomainError'
  }
}
