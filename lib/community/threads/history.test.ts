import { expect, test } from 'vitest'
import { aMember, aThread } from '../../../test/factories'
import { editReply, editThread, postReply } from './'
import { readReplyHistory, readThreadHistory } from './history'

test('a long history comes in pages, each state once and each with the one before it to compare with', async () => {
  const writer = await aMember()
  const { id } = await aThread({ by: writer, body: 'State 1.' })
  for (let n = 1; n <= 44; n++) await editThread(writer, { threadId: id, basedOn: n, title: 'Long', body: `State ${n + 1}.`, tags: [] })
  const seen: number[] = []
  let before: number | null = null
  for (let pages = 1; ; pages++) {
    const page = await readThreadHistory(writer, id, before)
    if (!page) throw new Error('There is no such page.')
    seen.push(...page.revisions.map(({ number }) => number))
    const last = page.revisions.at(-1)?.number as number
    if (!page.older) {
      expect(pages).toBe(5)
      break
    }
    expect(page.older).toMatchObject({ number: last - 1, body: `State ${last - 1}.` })
    before = last
  }
  expect(seen).toEqual(Array.from({ length: 45 }, (_, i) => 45 - i))
  expect(await readThreadHistory(writer, id, 1), 'nothing was before the first').toBeNull()
})

test('a post that was never edited has itself for its history', async () => {
  const writer = await aMember()
  const { id } = await aThread({ by: writer, body: 'Once.' })
  expect(await readThreadHistory(writer, id)).toMatchObject({ revisions: [{ number: 1, body: 'Once.' }], older: null })
  const reply = await postReply(writer, { threadId: id, body: 'A reply.' })
  expect(await readReplyHistory(writer, id, reply.number)).toMatchObject({
    revisions: [{ number: 1, title: '', body: 'A reply.' }],
    older: null,
  })
  await editReply(writer, { replyId: reply.id, basedOn: 1, body: 'Edited.' })
  expect((await readReplyHistory(writer, id, reply.number))?.revisions.map(({ body }) => body)).toEqual(['Edited.', 'A reply.'])
})
