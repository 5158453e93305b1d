import { expect, test } from 'vitest'
import { aSourceReply, aSourceThread } from '../../../../test/source-records'
import type { SourceThread } from '../source'
import { checkThread } from './check-thread'
import { Problems } from './note-problems'

const undated = new Date(Number.NaN)
const reply = aSourceReply('r1')

function checked(more: Partial<SourceThread>) {
  const problems = new Problems({ file: 't.json', position: 'topic t' })
  const { thread } = checkThread(aSourceThread({ externalId: '1', name: 'A topic' }, { createdAt: undated, ...more }), problems)
  return { createdAt: thread?.createdAt, problems: problems.list.map(({ message }) => message) }
}

test('a thread without a date began with its only reply that has one', () => {
  expect(checked({ replies: [reply] })).toEqual({
    createdAt: reply.createdAt,
    problems: [`The thread has no readable date. The earliest date in it is used: ${reply.createdAt.toISOString()}.`],
  })
})

test('a thread in which nothing has a date is left out', () => {
  expect(checked({ replies: [{ ...reply, createdAt: undated }] })).toEqual({
    createdAt: undefined,
    problems: ['The thread has no readable date, and none of its replies has one.'],
  })
})
