import { orProblem } from '../or-problem'
import type { SourceRecord } from '../source'
import { checkAnswer, checkTag } from './check-answer'
import { checkThread } from './check-thread'
import { Problems } from './note-problems'

const nowhere = { file: '', position: '' }

/**
 * Returns the records of a reader, changed so that they keep the rules for people's posts
 * (lib/content/checked-text.ts, lib/shared/limits.ts). A record that breaks them is a problem before anything is
 * written, so a dry run finds the same problems. One bad record does not stop the others.
 */
export async function* checkRecords(records: AsyncIterable<SourceRecord>): AsyncIterable<SourceRecord> {
  for await (const record of records) {
    const at = 'at' in record && record.at ? record.at : nowhere
    const checked = await orProblem(at, () => recordsFor(record, new Problems(at)))
    if (Array.isArray(checked)) yield* checked
    else yield checked
  }
}

/** Returns the problems of a record, then the record if it can be stored. */
function recordsFor(record: SourceRecord, problems: Problems): SourceRecord[] {
  if (record.kind === 'thread') {
    const { thread, duplicates } = checkThread(record, problems)
    return [...problems.list, ...duplicates, ...(thread ? [thread] : [])]
  }
  if (record.kind === 'answer') {
    const answer = checkAnswer(record, problems)
    return [...problems.list, ...(answer ? [answer] : [])]
  }
  if (record.kind !== 'tag') return [record]
  const tag = checkTag(record)
  return tag ? [tag] : []
}
