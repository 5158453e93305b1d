/** Why an expected failure happened; the only codes there are. */
export type DomainErrorCode = 'not_found' | 'forbidden' | 'conflict' | 'invalid' | 'too_many' | 'unavailable'

/**
 * A failure that is part of the product: the edge turns it into a status and a sentence.
 * Anything else that is thrown is a fault of the program and propagates.
 */
export class DomainError extends Error {
  /** What has become of fields of the form although it is refused: it comes back with these. */
  changed: Record<string, string> = {}

  constructor(
    readonly code: DomainErrorCode,
    message: string,
    /** Names the field of the form that is wrong, where one is. */
    readonly field: string | null = null,
  ) {
    super(message)
    this.name = 'DomainError'
  }
}
