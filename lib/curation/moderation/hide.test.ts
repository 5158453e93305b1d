import { expect, test } from 'vitest'
import { anEditor, aThread, aTopic } from '../../../test/factories'
import { coverThread, publishRevision, startAnswer } from '../../answers'
import { recount } from '../../maintenance/recount'
import { pool } from '../../platform/db/client'
import { hideThread } from './hide'

test('editors who hide threads of one answer at once leave none of their titles in search', async () => {
  const editor = await anEditor()
  const topicId = await aTopic()
  const { id } = await startAnswer(editor, { topicId, title: 'Of many threads', body: 'x' })
  const text = { title: 'Of many threads', summary: '', body: 'What to do.', appliesTo: [], note: 'First.', significance: 'major' as const }
  await publishRevision(editor, { answerId: id, basedOn: 0, ...text })
  const threads = await Promise.all(Array.from({ length: 8 }, (_, i) => aThread({ topicId, title: `Covered, number ${i}` })))
  for (const thread of threads) await coverThread(editor, { threadId: thread.id, answerId: id })
  const titles = async () => {
    const { rows } = await pool().query(`select count(*)::int as n from search_post where group_id = $1 and kind = 'covered_title'`, [id])
    return rows[0].n
  }
  expect(await titles()).toBe(threads.length)
  await Promise.all(threads.map((thread) => hideThread(editor, thread.id, 'All at once.')))
  expect(await titles()).toBe(0)
  expect((await recount(false)).filter(({ rows }) => rows > 0)).toEqual([])
})
