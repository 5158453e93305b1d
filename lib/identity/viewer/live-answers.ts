/** What an answer must be to be read and listed: published, and not hidden. Whether its topic may be seen is `visibleTopic`. */
export const liveAnswer = { status: 'published', hiddenAt: null } as const

/** The same in SQL; `answer` is the table's alias. */
export function answerIsLive(answer: string): string {
  return `${answer}.status = 'published' and ${answer}.hidden_at is null`
}

/** In SQL: the asker of the thread does not contest coverage `coverage`, an alias. */
export function isUncontested(coverage: string): string {
  return `${coverage}.verdict <> 'contested'`
}

/**
 * In SQL: coverage `coverage` of answer `answer` counts, for those of whom `isSeen` says that they see the answer's topic:
 * `topicIsVisible` for a viewer, `topicIsAsOpen` for everyone who sees the thread.
 */
export function coverageCounts(coverage: string, answer: string, isSeen: string): string {
  return `${isUncontested(coverage)} and ${answerIsLive(answer)} and ${isSeen}`
}
