import { beforeEach, expect, test } from 'vitest'
import { anEditor, aThread, aTopic } from '../../../test/factories'
import { aGap, aGapOf, tie, withoutGaps } from '../../../test/gaps'
import type { Viewer } from '../../identity/viewer'
import { db } from '../../platform/db'
import { continueGaps } from './continue-gaps'
import { mergeGaps, unmergeGap } from './merge-gaps'
import { readGap } from './read-gap'
import { wantGaps } from './regroup'
import { writeGap } from './write-gap'

let editor: Viewer & { personId: number }
let topicId: number

beforeEach(async () => {
  editor = await anEditor()
  topicId = await aTopic()
  await withoutGaps()
})

async function run(): Promise<void> {
  await wantGaps()
  while (await continueGaps());
}

const threadsOf = async (gapId: number) =>
  (await db().gapThread.findMany({ where: { gapId }, orderBy: { threadId: 'asc' } })).map(({ threadId }) => threadId)
const eventsOf = async (gapId: number) =>
  (await db().gapEvent.findMany({ where: { gapId }, orderBy: { id: 'asc' } })).map(({ what, detail }) => `${what} ${detail}`.trim())

/** Two gaps that turn out to ask the same. */
async function twoGaps() {
  const ids: number[] = []
  for (let i = 0; i < 5; i++) ids.push((await aThread({ topicId, title: `How do I oil a hinge? ${i}` })).id)
  for (const id of ids) await tie(id, new Map(ids.filter((other) => other !== id).map((other) => [other, 0.9])))
  const [stays, goes] = [await aGap(ids.slice(0, 3)), await aGap(ids.slice(3))]
  return { stays, goes, kept: ids.slice(0, 3), moved: ids.slice(3) }
}

test('an editor takes the threads of a gap that the program merged out again, and later runs leave them there', async () => {
  const { stays, goes, kept, moved } = await twoGaps()
  await run()
  expect(await threadsOf(stays)).toEqual([...kept, ...moved])
  expect(await eventsOf(goes)).toEqual(['opened', `joined ${stays} ${moved.join(' ')}`])
  expect(await readGap(editor, goes)).toMatchObject({ mergedInto: { id: stays }, canReturn: 2 })
  await unmergeGap(editor, goes)
  await run()
  expect([await threadsOf(stays), await threadsOf(goes)]).toEqual([kept, moved])
  expect(await db().gap.findMany({ orderBy: { id: 'asc' }, select: { state: true } })).toEqual([{ state: 'open' }, { state: 'open' }])
})

test('of threads that have left since, none is taken out; the page says beforehand that nothing can be', async () => {
  const { stays, goes, moved } = await twoGaps()
  await run()
  const { id: other } = await aGapOf(['Elsewhere'], { topicId })
  await db().gapThread.updateMany({ where: { threadId: { in: moved } }, data: { gapId: other } })
  expect(await readGap(editor, goes)).toMatchObject({ mergedInto: { id: stays }, canReturn: 0 })
  await expect(unmergeGap(editor, goes)).rejects.toThrow('None of its threads is there any more.')
})

test('what was merged when nobody noted the threads can’t be taken out, and the page says so', async () => {
  const { stays, goes } = await twoGaps()
  await run()
  await db().gapEvent.updateMany({ where: { gapId: goes, what: 'joined' }, data: { detail: String(stays) } })
  expect(await readGap(editor, goes)).toMatchObject({ mergedInto: { id: stays }, canReturn: null })
  await expect(unmergeGap(editor, goes)).rejects.toThrow('Nobody noted which threads were its own.')
})

test('undoing a merge gives the writer back with the threads, unless they said it again of the other gap', async () => {
  const writersOf = async (...ids: number[]) =>
    (await db().gap.findMany({ where: { id: { in: ids } }, orderBy: { id: 'asc' } })).map(({ writerId, writingUntil }) => [
      writerId,
      writingUntil === null,
    ])
  const [from, into] = [await aGapOf(['Kettle']), await aGapOf(['Teapot'])]
  await writeGap(editor, from.id)
  await mergeGaps(editor, from.id, into.id)
  await unmergeGap(editor, from.id)
  expect(await writersOf(from.id, into.id)).toEqual([
    [editor.personId, false],
    [null, true],
  ])
  await mergeGaps(editor, from.id, into.id)
  await writeGap(editor, into.id)
  await unmergeGap(editor, from.id)
  expect(await writersOf(into.id)).toEqual([[editor.personId, false]])
})
