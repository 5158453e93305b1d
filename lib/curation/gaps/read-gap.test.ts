import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { anAnswer, anEditor, aThread, aTopic } from '../../../test/factories'
import { aGap, aGapOf, tie } from '../../../test/gaps'
import { coverThreads } from '../../answers'
import { postReply } from '../../community/threads'
import type { Viewer } from '../../identity/viewer'
import { db, pool } from '../../platform/db/client'
import { hideThread } from '../moderation'
import { continueGaps } from './continue-gaps'
import { readGap } from './read-gap'
import { readGapSources } from './read-gap-sources'
import { readGaps } from './read-map'
import { wantGaps } from './regroup'

let editor: Viewer & { personId: number }
beforeAll(async () => {
  editor = await anEditor()
})
beforeEach(async () => {
  await pool().query('truncate gap cascade')
})

async function queriesOf(read: () => Promise<unknown>): Promise<number> {
  const spy = vi.spyOn(pool(), 'query')
  await read()
  const { length } = spy.mock.calls
  spy.mockRestore()
  return length
}

test('map, page and sources take as many queries for many gaps and threads as for few', async () => {
  const titles = (count: number) => Array.from({ length: count }, (_, i) => `It hums ${i}`)
  const [small, large] = [await aGapOf(titles(2)), await aGapOf(titles(12))]
  for (const threadId of [...small.threadIds, ...large.threadIds]) await postReply(editor, { threadId, body: 'Oil it.' })
  for (const read of [readGap, readGapSources]) {
    const count = await queriesOf(() => read(editor, small.id))
    expect(count).toBeGreaterThan(2)
    expect(await queriesOf(() => read(editor, large.id))).toBe(count)
  }
  const map = () => readGaps(editor, { show: 'open', days: 30 })
  const count = await queriesOf(map)
  for (const title of titles(8)) await aGapOf([title])
  expect(await queriesOf(map)).toBe(count)
})

test('a page of a gap has its history, the latest first, and its threads with what was asked and what helped', async () => {
  const { id, threadIds } = await aGapOf(['It hums'])
  await postReply(editor, { threadId: threadIds[0] as number, body: '> It hums\n\nOil it.' })
  const gap = await readGap(editor, id)
  expect(gap).toMatchObject({ id, state: 'open', title: 'It hums', events: [{ what: 'opened' }] })
  expect(gap && 'threadsShown' in gap && gap.threadsShown[0]).toMatchObject({
    resolution: 'unanswered',
    passage: 'A body.',
    useful: { number: 1, accepted: false },
  })
})

test('a gap whose threads turned out not to ask the same keeps its page, with the title that it had and its history', async () => {
  const topicId = await aTopic()
  const ids = [await aThread({ topicId, title: 'How do I oil a hinge?' }), await aThread({ topicId, title: 'Who oils the hinge?' })].map(
    ({ id }) => id,
  ) as [number, number]
  const id = await aGap(ids)
  for (const thread of ids) await tie(thread, new Map())
  await wantGaps()
  while (await continueGaps());
  expect(await db().gapThread.count({ where: { gapId: id } })).toBe(0)
  const { titleId } = await db().gap.findUniqueOrThrow({ where: { id } })
  const { title } = await db().thread.findUniqueOrThrow({ where: { id: titleId ?? 0 } })
  expect(await readGap(editor, id)).toMatchObject({ id, title, events: [{ what: 'emptied' }, { what: 'opened' }] })
  await hideThread(editor, titleId ?? 0, 'Spam.')
  expect(await readGap(editor, id)).toMatchObject({ id, title: null })
  expect(await readGap(editor, id + 1_000)).toBe(null)
})

test('a covered gap names the answers that cover its threads, those that cover most first, whether they were begun from it or not', async () => {
  const topicId = await aTopic()
  const { id, threadIds } = await aGapOf(['It hums', 'Humming', 'Hums', 'A hum'], { topicId })
  const cover = async (title: string, threads: number[]) => {
    const answer = await anAnswer(editor, { topicId, title })
    await coverThreads(
      editor,
      answer.id,
      threads.map((threadId) => ({ threadId, section: null })),
    )
    return answer
  }
  const named = async () => {
    const gap = await readGap(editor, id)
    return gap && 'coveredBy' in gap ? gap.coveredBy.map(({ title }) => title) : null
  }
  await cover('One of them', threadIds.slice(0, 1))
  expect(await named(), 'it is open').toEqual([])
  const most = await cover('Most of them', threadIds.slice(1))
  expect(await named()).toEqual(['Most of them', 'One of them'])
  await cover('Two of them', threadIds.slice(2))
  await cover('All of them', threadIds)
  await cover('The last', threadIds.slice(3))
  expect(await named(), 'one more than are named').toHaveLength(4)
  await db().answer.update({ where: { id: most.id }, data: { hiddenAt: new Date() } })
  expect(await named()).toEqual(['All of them', 'Two of them', 'One of them', 'The last'])
})

test('a gap that is gone while its threads are there, because their texts were withdrawn, says so', async () => {
  const { id, threadIds } = await aGapOf(['It hums'])
  await db().thread.updateMany({ where: { id: { in: threadIds } }, data: { withdrawnAt: new Date() } })
  while (await continueGaps());
  expect(await readGap(editor, id)).toMatchObject({ state: 'gone', events: [{ what: 'gone' }, { what: 'opened' }] })
})
