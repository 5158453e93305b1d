import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { anEditor } from '../../../test/factories'
import { aGapOf } from '../../../test/gaps'
import { postReply } from '../../community/threads'
import type { Viewer } from '../../identity/viewer'
import { pool } from '../../platform/db/client'
import { readGap } from './read-gap'
import { readGapSources } from './read-gap-sources'
import { readGaps } from './read-map'

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
