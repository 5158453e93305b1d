import type { SourceRecord } from '../source'
import { checkAnswer, checkTag } from './check-answer'
import { checkThread } from './check-thread'
import { Problems } from './note-problems'

const nowhere = { file: '', position: '' }

/**
 * Hands on what a reader found, by the rules that hold for people's writing (lib/content/checked-text, lib/shared/limits).
 * What breaks them is a problem, before anything is written: so a dry run finds what a run would. One bad record never
 * stops the others.
 */
export async function* checkRecords(records: AsyncIterable<SourceRecord>): AsyncIterable<SourceRecord> {
  for await (const record of records) {
    if (record.kind === 'thread') {
      const problems = new Problems(record.at ?? nowhere)
      const { thread, duplicates } = checkThread(record, problems)
      yield* problems.list
      yield* duplicates
      if (thread) yield thread
    } else if (record.kind === 'answer') {
      const problems = new Problems(record.at ?? nowhere)
      const answer = checkAnswer(record, problems)
      yield* problems.list
      if (answer) yield answer
    } else if (record.kind === 'tag') {
      const tag = checkTag(record)
      if (tag) yield tag
    } else yield record
  }
}
