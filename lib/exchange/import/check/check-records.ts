import { orProblem } from '../or-problem'
import type { SourceRecord } from '../source'
import { checkAnswer, checkTag } from './check-answer'
import { checkThread } from './check-thread'
import { Problems } from './note-problems'

const nowhere = { file: '', position: '' }

/**
 * Hands on what a reader found, by the rules that hold for people's writing (lib/content/checked-text.ts, lib/shared/limits.ts).
 * What breaks them is a problem, before anything is written: so a dry run finds what a run would. One bad record never
 * stops the others.
 */
export async function* checkRecords(records: AsyncIterable<SourceRecord>): AsyncIterable<SourceRecord> {
  for await (const record of records) {
    const at = 'at' in record && record.at ? record.at : nowhere
    const checked = await orProblem(at, () => recordsFor(record, new Problems(at)))
    if (Array.isArray(checked)) yield* checked
    else yield checked
  }
}

/** The record as it may be stored, if it may, after what there is to say of it. */
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
