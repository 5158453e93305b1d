export const unansweredSorts = ['oldest', 'newest', 'views'] as const
export const unansweredStates = ['unanswered', 'answered'] as const
/** Within the last day, week, month or year, or before that. */
export const unansweredAges = ['day', 'week', 'month', 'year', 'older'] as const

export type UnansweredRequest = {
  state: (typeof unansweredStates)[number]
  /** `oldest` begins with those that wait longest. */
  sort: (typeof unansweredSorts)[number]
  /** A slug: a topic with its subtopics. */
  topic?: string
  /** A name, or a synonym of it. */
  tag?: string
  age?: (typeof unansweredAges)[number]
  /** How many views it has at least. */
  views?: number
  /** Without any reply. */
  silent?: boolean
  /** Where the page begins. */
  after?: string
}
