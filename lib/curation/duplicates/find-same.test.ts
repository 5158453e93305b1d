import { expect, test } from 'vitest'
import { aMember, anEditor, aThread, aTopic, countWords } from '../../../test/factories'
import { coverThread, publishRevision, startAnswer } from '../../answers'
import { findToCover } from '../related/find-to-cover'
import { findSame } from './find-same'

const revision = {
  summary: 'Clean the magnifold valve.',
  body: 'Clean the magnifold valve.',
  appliesTo: [],
  note: 'x',
  significance: 'minor' as const,
}

async function aSite() {
  const editor = await anEditor()
  const topicId = await aTopic()
  const [one, two] = [
    await aThread({ topicId, title: 'The magnifold hisses', body: 'It hisses.' }),
    await aThread({ topicId, title: 'Hissing magnifold', body: 'All night.' }),
  ]
  const secret = await aThread({ topicId: await aTopic({ visibility: 'editors' }), title: 'The magnifold of the board hisses' })
  const { id, slug } = await startAnswer(editor, { topicId, title: 'Magnifolds that hiss', body: 'x' })
  await publishRevision(editor, { answerId: id, basedOn: 0, title: 'Magnifolds that hiss', ...revision })
  await countWords()
  return { editor, one, two, secret, answer: { id, slug } }
}

test('what asks the same is looked for by the title of a thread, then by any words: threads and answers, not the thread itself', async () => {
  const { editor, one, two, answer } = await aSite()
  const found = await findSame(editor, one.id, '')
  expect(found?.title).toBe('The magnifold hisses')
  const keys = found?.candidates.map(({ kind, id }) => `${kind}-${id}`)
  expect(keys).toEqual(expect.arrayContaining([`thread-${two.id}`, `answer-${answer.id}`]))
  expect(keys).not.toContain(`thread-${one.id}`)
  // The answer that search shows above all others is among them, too.
  expect((await findSame(editor, one.id, 'clean the magnifold valve'))?.candidates[0]).toMatchObject({ kind: 'answer', id: answer.id })
  expect((await findSame(editor, one.id, 'wombat'))?.candidates).toEqual([])
  expect(await findSame(editor, 999_999, '')).toBeNull()
  await expect(findSame(await aMember(), one.id, '')).rejects.toMatchObject({ code: 'forbidden' })
})

test('threads to cover are found by words or by an address, without those that are covered', async () => {
  const { editor, one, two, answer } = await aSite()
  const find = async (words: string) =>
    (await findToCover(editor, { answerId: answer.id, words, countMax: 10 })).threads.map(({ threadId }) => threadId)
  expect(await find('magnifold')).toEqual(expect.arrayContaining([one.id, two.id]))
  expect(await find(`/threads/${two.id}/hissing-magnifold`)).toEqual([two.id])
  expect(await find(' ')).toEqual([])
  await coverThread(editor, { threadId: two.id, answerId: answer.id })
  expect(await find('magnifold')).not.toContain(two.id)
  expect(await find(`/threads/${two.id}`)).toEqual([])
})
