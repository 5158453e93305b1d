import { expect, test } from 'vitest'
import { anEditor, aTopic } from '../../../../test/factories'
import { aSourceReply, aSourceThread, importedId, importRecords } from '../../../../test/source-records'
import { publishRevision, startAnswer } from '../../../answers'
import { db } from '../../../platform/db'
import type { SourceAnswer } from '../source'
import { undoImport } from './undo-import'

const topic = { externalId: '12', name: 'Category 12', unnamed: true }
const thread = (externalId: string) =>
  aSourceThread(topic, { externalId, title: `Thread ${externalId}`, replies: [aSourceReply(`${externalId}1`)] })
const answer = (externalId: string): SourceAnswer => ({
  kind: 'answer',
  externalId,
  title: `Answer ${externalId}`,
  summary: '',
  body: 'By day.',
  topic,
  tags: [],
  createdAt: new Date('2026-01-01T10:00:00Z'),
  revisedAt: new Date('2026-01-03T10:00:00Z'),
  boosts: 0,
  views: 0,
  history: [{ note: 'First.', createdAt: new Date('2026-01-01T10:00:00Z') }],
})

test('threads and answers that an answer here cites stay, with their sources', async () => {
  const source = 'cited here'
  await importRecords(source, thread('a'), thread('b'), thread('c'), answer('x'), answer('y'))
  const [a, b] = [await importedId(source, 'thread', 'a'), await importedId(source, 'thread', 'b')]
  const { slug } = await db().answer.findUniqueOrThrow({ where: { id: await importedId(source, 'answer', 'x') } })
  const editor = await anEditor()
  const title = 'What it rests on'
  const { id } = await startAnswer(editor, { topicId: await aTopic(), title, body: '' })
  const body = `One.[^/threads/${a}] Two.[^/threads/${b}#r1] Three.[^/answers/${slug}]`
  await publishRevision(editor, { answerId: id, basedOn: 0, title, summary: '', body, appliesTo: [], note: 'x', significance: 'minor' })
  const { kept, removed } = await undoImport({ source })
  expect(kept.filter(({ subject }) => subject !== 'topic').map(({ title: of, message }) => [of, message])).toEqual([
    ['Thread a', 'it was cited by an answer here'],
    ['Thread b', 'it was cited by an answer here'],
    ['Answer x', 'it was cited by another answer here'],
  ])
  expect(removed).toMatchObject({ threads: 1, answers: 1 })
  expect(await db().citation.count({ where: { answerId: id } })).toBe(3)
})
