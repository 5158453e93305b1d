import { beforeEach, expect, test } from 'vitest'
import { aThread, aTopic } from '../../../test/factories'
import { aGap, tie, withoutGaps } from '../../../test/gaps'
import { db } from '../../platform/db'
import { continueGaps } from './continue-gaps'
import { groupTies } from './group-ties'
import { Meanwhile } from './meanwhile'
import { placeDue } from './place-due'
import { regroup, wantGaps, workOut } from './regroup'

let topicId: number

beforeEach(async () => {
  topicId = await aTopic()
  await withoutGaps()
})

const hinge = async (title = 'How do I oil a hinge?') => (await aThread({ topicId, title })).id
const gapOf = async (threadId: number) => (await db().gapThread.findUnique({ where: { threadId } }))?.gapId ?? null

async function tied(a: number, b: number, closeness = 0.9): Promise<void> {
  await tie(a, new Map([[b, closeness]]))
  await tie(b, new Map([[a, closeness]]))
}

/** Does this when the run stops first, which is after it read the threads. */
function whenItStops(act: () => Promise<unknown>): Meanwhile {
  let isDone = false
  const place = async () => {
    if (!isDone) await act()
    isDone = true
    return placeDue()
  }
  return new Meanwhile({ everyMs: 0, place })
}

test('a run stops every few seconds, counted from the end of the last placing', async () => {
  let [now, places] = [0, 0]
  const place = async () => {
    places++
    now += 10_000
    return places > 1
  }
  const meanwhile = new Meanwhile({ everyMs: 3_000, place, clock: () => now })
  const at = async (ms: number) => {
    now = ms
    await meanwhile.breathe()
    return places
  }
  expect([await at(2_999), await at(3_000), await at(15_999)]).toEqual([0, 1, 1])
  expect(meanwhile.hasPlaced).toBe(false)
  expect(await at(16_000)).toBe(2)
  expect(meanwhile.hasPlaced).toBe(true)
})

test('a new thread finds its gap while a run reads and groups, before it writes anything', async () => {
  const [a, b] = [await hinge(), await hinge()]
  await tied(a, b)
  const id = await aGap([a, b])
  let later = 0
  const meanwhile = whenItStops(async () => {
    later = await hinge()
    await tied(later, a)
  })
  await workOut(meanwhile.breathe)
  expect(await gapOf(later)).toBe(id)
  expect(meanwhile.hasPlaced).toBe(true)
  let stops = 0
  const ties = { threads: 2, from: Int32Array.of(0), to: Int32Array.of(1), closeness: Float32Array.of(0.9) }
  await groupTies(ties, { threshold: 0.3, listLength: 10 }, async () => void stops++)
  expect(stops, 'grouping stops as well').toBeGreaterThan(0)
})

test('threads that found a gap while they were grouped are in that one alone, and no empty gap is opened for them', async () => {
  const [a, b] = [await hinge(), await hinge()]
  await tied(a, b)
  await wantGaps()
  // Placing is from what is due, which both are.
  await regroup(new Meanwhile({ everyMs: 0 }))
  expect(await gapOf(a)).not.toBe(null)
  expect(await gapOf(b)).toBe(await gapOf(a))
  expect(await db().gap.count()).toBe(1)
})

test('a thread that goes into a gap which a run is about to take apart is lost as little as the one that it is like', async () => {
  const [a, b] = [await hinge(), await hinge()]
  for (const id of [a, b]) await tie(id, new Map())
  const id = await aGap([a, b])
  let later = 0
  const meanwhile = whenItStops(async () => {
    later = await hinge()
    await tied(later, a)
  })
  await wantGaps()
  await regroup(meanwhile)
  while (await continueGaps());
  expect([await gapOf(later), await gapOf(a), await gapOf(b)]).toEqual([id, id, null])
})
