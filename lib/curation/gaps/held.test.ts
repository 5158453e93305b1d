import { beforeEach, expect, test } from 'vitest'
import { anEditor, aThread, aTopic } from '../../../test/factories'
import { aGap, tie, withoutGaps } from '../../../test/gaps'
import { discardDraft } from '../../answers'
import type { Viewer } from '../../identity/viewer'
import { db, transaction } from '../../platform/db'
import { continueGaps } from './continue-gaps'
import { draftFromGap } from './draft-from-gap'
import { forgetGapsOf } from './forget-threads'
import { mergeGaps } from './merge-gaps'
import { wantGaps } from './regroup'
import { leaveGap, writeGap } from './write-gap'

let editor: Viewer & { personId: number }
let topicId: number

beforeEach(async () => {
  editor = await anEditor()
  topicId = await aTopic()
  await withoutGaps()
})

/** Two gaps that ask the same. */
async function twoGaps() {
  const ids: number[] = []
  for (let i = 0; i < 4; i++) ids.push((await aThread({ topicId, title: `How do I oil a hinge? ${i}` })).id)
  for (const id of ids) await tie(id, new Map(ids.filter((other) => other !== id).map((other) => [other, 0.9])))
  return { ids, gaps: [await aGap(ids.slice(0, 2)), await aGap(ids.slice(2))] as [number, number] }
}

const gapOf = (id: number) => db().gap.findUniqueOrThrow({ where: { id } })
const expire = () => db().gap.updateMany({ data: { writingUntil: new Date(Date.now() - 1_000) } })

async function gapsAfterRun(): Promise<number> {
  await wantGaps()
  while (await continueGaps());
  return db().gap.count({ where: { state: 'open' } })
}

async function throwAway(gapId: number): Promise<void> {
  const answerId = (await gapOf(gapId)).answerId ?? 0
  const { version } = await db().answerDraft.findUniqueOrThrow({ where: { answerId } })
  await discardDraft(editor, answerId, version)
}

test('a gap keeps its threads while somebody is writing, and not after their time is over', async () => {
  const { gaps } = await twoGaps()
  for (const id of gaps) await writeGap(editor, id)
  expect(await gapsAfterRun()).toBe(2)
  await expire()
  expect(await gapsAfterRun()).toBe(1)
})

test('a gap keeps its threads while its draft is there, and not after it was thrown away or its answer archived', async () => {
  const { gaps } = await twoGaps()
  for (const id of gaps) await draftFromGap(editor, id)
  await expire()
  expect(await gapsAfterRun()).toBe(2)
  await throwAway(gaps[0])
  await db().answer.update({ where: { id: (await gapOf(gaps[1])).answerId ?? 0 }, data: { status: 'archived' } })
  expect(await gapsAfterRun()).toBe(1)
})

test('a gap goes with its last thread, unless somebody is at it', async () => {
  const { ids, gaps } = await twoGaps()
  await draftFromGap(editor, gaps[0])
  await draftFromGap(editor, gaps[1])
  await expire()
  await throwAway(gaps[1])
  await transaction((tx) => forgetGapsOf(tx, ids))
  expect((await db().gap.findMany()).map(({ id }) => id)).toEqual([gaps[0]])
})

test('a draft that was thrown away gives way to the one of the gap that is merged into it', async () => {
  const { gaps } = await twoGaps()
  for (const id of gaps) await draftFromGap(editor, id)
  const { answerId } = await gapOf(gaps[0])
  await throwAway(gaps[1])
  await mergeGaps(editor, gaps[0], gaps[1])
  expect((await gapOf(gaps[1])).answerId).toBe(answerId)
})

test('who leaves a gap after their own time is over is not told that nobody is writing', async () => {
  const { gaps } = await twoGaps()
  await writeGap(editor, gaps[0])
  await expire()
  await leaveGap(editor, gaps[0])
  expect(await gapOf(gaps[0])).toMatchObject({ writerId: null, writingUntil: null })
  await expect(leaveGap(editor, gaps[0])).rejects.toThrow('Nobody is writing it any more.')
})
