/** What `is:` can ask for. */
export const isValues = ['answered', 'unanswered', 'covered', 'canonical', 'thread'] as const
export type IsValue = (typeof isValues)[number]

/** What someone typed, taken apart. Values are as typed: whether a topic or tag exists is found out later. */
export type ParsedQuery = {
  /** The words outside quotes and operators, in order. */
  words: string
  phrases: string[]
  excluded: string[]
  /** Those of the excluded that are words after a minus, not in quotes: they may be options of a command. */
  minusWords: string[]
  /** The words with those after a minus in their places, as typed. */
  asTyped: string
  /** The operators that hold, as typed: `by:alice`. */
  operators: string[]
  /** The query as typed, without them. */
  withoutOperators: string
  topics: string[]
  tags: string[]
  by: string[]
  is: IsValue[]
  /** UTC; both ends: from `after` on, up to and without `before`. */
  before: Date | null
  after: Date | null
  /** Sentences about what could not be understood. Nothing is dropped silently. */
  notices: string[]
}
