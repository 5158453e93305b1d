import { expect, test } from 'vitest'
import { aThread } from '../../test/factories'
import { db, pool } from '../platform/db/client'
import { continueFormatting, wantFormatting } from './format-posts'
import { digestOf } from './rendering'

test('all texts of a thread are formatted, however many replies it has', async () => {
  const { id: threadId } = await aThread()
  const bodies = Array.from({ length: 230 }, (_, i) => `Reply *${i + 1}*`)
  await db().reply.createMany({ data: bodies.map((body, i) => ({ threadId, number: i + 1, body, createdAt: new Date() })) })
  await db().renderedBody.deleteMany()
  await pool().query(wantFormatting)
  while (await continueFormatting());
  const formatted = await db().renderedBody.count({ where: { digest: { in: bodies.map((body) => digestOf(body)) } } })
  expect(formatted).toBe(bodies.length)
})
