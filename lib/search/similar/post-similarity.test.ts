import { expect, test } from 'vitest'
import { aMember, aThread } from '../../../test/factories'
import { postReply } from '../../community/threads'
import { pool } from '../../platform/db/client'
import { completeModel, defaultCluster, registerModel, writeVectors } from '../measuring'
import { similaritiesToOpening } from './post-similarity'

test('replies are compared with the opening of their own thread, once every post is embedded', async () => {
  const by = await aMember()
  const [thread, other] = [await aThread({ by }), await aThread({ by })]
  for (const body of ['Near.', 'Far.', 'Not embedded.']) await postReply(by, { threadId: thread.id, body })
  await postReply(by, { threadId: other.id, body: 'Of another thread.' })
  const modelId = await registerModel('m', 4, { kind: 'none' })
  const postOf = async (threadId: number, place: number) =>
    (await pool().query(`select id::text from search_post where group_kind = 'thread' and group_id = $1 and place = $2`, [threadId, place]))
      .rows[0].id as string
  const embed = async (postId: string, ...vectors: number[][]) => {
    const made = vectors.map((vector, i) => ({
      chunk: i,
      vector: Float32Array.from(vector),
      digest: Buffer.alloc(16),
      cluster: defaultCluster,
    }))
    const client = await pool().connect()
    await writeVectors(client, modelId, [{ postId, kept: [], made }]).finally(() => client.release())
  }
  await embed(await postOf(thread.id, 0), [1, 0, 0, 0])
  await embed(await postOf(thread.id, 1), [0, 1, 0, 0], [1, 0, 0, 0])
  await embed(await postOf(thread.id, 2), [0, 0, 1, 0])
  await embed(await postOf(other.id, 1), [1, 0, 0, 0])
  expect(await similaritiesToOpening(thread.id, [1, 2, 3]), 'while others are not embedded yet').toEqual(new Map())
  await completeModel(modelId)
  const found = await similaritiesToOpening(thread.id, [1, 2, 3])
  expect([...found.keys()]).toEqual([1, 2])
  expect(found.get(1)).toBeCloseTo(1, 1)
  expect(found.get(2)).toBeCloseTo(0, 1)
})
