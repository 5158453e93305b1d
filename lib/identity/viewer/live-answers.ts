/** The condition under which an answer can be read and listed: it is published and not hidden. `visibleTopic()` checks its topic. */
export const liveAnswer = { status: 'published', hiddenAt: null } as const

/** The same in SQL; `answer` is the table's alias. */
export function answerIsLive(answer: string): string {
  return `${answer}.status = 'published' and ${answer}.hidden_at is null`
}

/** In SQL: the asker does not contest the coverage; `coverage` is an alias. */
export function isUncontested(coverage: string): string {
  return `${coverage}.verdict <> 'contested'`
}

/**
 * In SQL: the coverage of an answer counts; `coverage` and `answer` are aliases. `isSeen` says who sees the answer's topic:
 * `topicIsVisible()` for a viewer, `topicIsAsOpen()` for everyone who sees the thread.
 */
export function coverageCounts(coverage: string, answer: string, isSeen: string): string {
  return `${isUncontested(coverage)} and ${answerIsLive(answer)} and ${isSeen}`
}

/** In SQL: since when an answer needs review, or null; `answer` is the table's alias. All who read it may know, but not why. */
export function needsReviewSince(answer: string): string {
  return `(select review.since from answer_review review where review.answer_id = ${answer}.id)`
}
