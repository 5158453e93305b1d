import { beforeAll, expect, test } from 'vitest'
import { aMember, anEditor, aThread, aTopic, countWords } from '../../../test/factories'
import { coverThread, publishRevision, startAnswer } from '../../answers'
import type { Viewer } from '../../identity/viewer'
import { db } from '../../platform/db'
import { gapToCover } from './find-to-cover'
import { rankGapThreads } from './rank-gap-threads'
import { readSuggestions, suggestCoverage } from './suggest-coverage'

let editor: Viewer & { personId: number }

async function anAnswer(title: string, body: string): Promise<number> {
  const { id } = await startAnswer(editor, { topicId: await aTopic(), title, body: '' })
  await publishRevision(editor, { answerId: id, basedOn: 0, title, summary: '', body, appliesTo: [], note: 'x', significance: 'major' })
  return id
}

const titles = async (answerId: number) => (await suggestCoverage(editor, answerId, 25)).map(({ title }) => title)

beforeAll(async () => {
  editor = await anEditor()
  // A forum in which the words of a game are nothing rare.
  for (let i = 0; i < 30; i++)
    await aThread({ title: `The game ${i} stops`, body: 'The window of the game opens and then nothing happens in the scene any more.' })
})

test('a thread that only shares some words with an answer is not suggested; one that asks it is, with the passage and the section', async () => {
  const vectors = await anAnswer(
    'How to normalise a vector',
    'The scene of a game has many.\n\n## Of any length\n\nDivide the vector by its length.\n\n## Of zero length\n\nA vector of zero length has no direction.',
  )
  await aThread({
    title: 'No keyboard input',
    body: 'The window opens, but the scene has no input at all: the game has many keys of any kind.',
  })
  const asks = await aThread({
    title: 'Normalise a vector of zero length',
    body: `Hello everybody. ${'I have been at this since yesterday. '.repeat(8)}When I normalise a vector whose length is zero, what is its direction?`,
  })
  await countWords()
  expect(await titles(vectors)).toEqual(['Normalise a vector of zero length'])
  const [found] = await suggestCoverage(editor, vectors, 25)
  expect(found).toMatchObject({ threadId: asks.id, section: 'of-zero-length' })
  expect(found?.passage.filter(({ mark }) => mark).map(({ text }) => text.toLowerCase())).toEqual(
    expect.arrayContaining(['normalise', 'vector']),
  )
  expect(found?.passage.map(({ text }) => text).join('')).toContain('what is its direction?')
})

test('a thread that another answer fits better is suggested for that one alone', async () => {
  const brass = await anAnswer('How to polish a brass trumpet', 'Rub the brass trumpet with lemon and salt until it shines.')
  const silver = await anAnswer('How to polish a silver trumpet', 'Rub the silver trumpet with chalk until it shines.')
  const asks = await aThread({ title: 'How do I polish my silver trumpet?', body: 'The silver of the trumpet is black.' })
  await countWords()
  expect(await titles(silver)).toContain('How do I polish my silver trumpet?')
  expect(await titles(brass)).not.toContain('How do I polish my silver trumpet?')
  await coverThread(editor, { threadId: asks.id, answerId: silver })
  expect(await titles(silver), 'what is covered is not suggested').not.toContain('How do I polish my silver trumpet?')
})

test('the thread that an editor comes from is listed whether it is likely or not, and members are suggested nothing', async () => {
  const answerId = await anAnswer('How to tune a harp', 'Turn the pins of the harp.')
  const far = await aThread({ title: 'A leaking barrel', body: 'It drips.' })
  await countWords()
  expect((await readSuggestions(editor, answerId, 25, far.id))[0]).toMatchObject({ threadId: far.id, ticked: false })
  await expect(suggestCoverage(await aMember(), answerId, 25)).rejects.toMatchObject({ code: 'forbidden' })
})

test('threads of a gap are listed to cover, the most viewed first, without what is hidden from the viewer or covered by the answer', async () => {
  const answerId = await anAnswer('How to mend a sail', 'Sew the sail.')
  const threads = [
    await aThread({ title: 'A torn sail' }),
    await aThread({ title: 'My sail is torn' }),
    await aThread({ title: 'A hole in a sail' }),
  ]
  const [one, two, three] = threads.map(({ id }) => id) as [number, number, number]
  const { id: gapId } = await db().gap.create({ data: {} })
  await db().gapThread.createMany({ data: threads.map(({ id }) => ({ threadId: id, gapId })) })
  await db().thread.update({ where: { id: two }, data: { viewCount: 9 } })
  const listed = async (answer: number | null) => (await gapToCover(editor, gapId, answer, 10))?.threads.map(({ threadId }) => threadId)
  expect(await listed(null)).toEqual([two, one, three])
  await coverThread(editor, { threadId: one, answerId })
  await db().thread.update({ where: { id: three }, data: { hiddenAt: new Date() } })
  expect(await listed(answerId)).toEqual([two])
  expect(await gapToCover(editor, gapId, answerId, 0)).toMatchObject({ hasNext: true })
  await coverThread(editor, { threadId: two, answerId })
  await db().thread.update({ where: { id: three }, data: { hiddenAt: null } })
  const { threads: next, hasNext } = (await gapToCover(editor, gapId, answerId, 1)) ?? {}
  expect({ next: next?.map(({ threadId }) => threadId), hasNext }, 'what is covered makes room for others').toEqual({
    next: [three],
    hasNext: false,
  })
  expect(await gapToCover(editor, 999_999, answerId, 10)).toBeNull()
  await expect(gapToCover(await aMember(), gapId, answerId, 10)).rejects.toMatchObject({ code: 'forbidden' })
})

test('threads of the gap that an answer was begun for are ticked unless they are unlikely, the likeliest first, with passages', async () => {
  const answerId = await anAnswer(
    'How to oil a loom',
    'Put two drops of oil on the shaft of the loom.\n\n## Squeaking\n\nOil the treadle, too.',
  )
  const threads = [
    await aThread({ title: 'The weft breaks', body: 'It tears at the edge of the cloth each evening.' }),
    await aThread({ title: 'How do I oil my loom?', body: 'The shaft of it is dry.' }),
    await aThread({ title: 'Which oil for a loom that squeaks', body: 'Its treadle is squeaking.' }),
  ]
  const [far, near, like] = threads.map(({ id }) => id)
  await countWords()
  const ids = threads.map(({ id }) => id)
  const ranked = await rankGapThreads(editor, answerId, ids)
  expect(ranked.map(({ threadId, ticked }) => [threadId, ticked])).toEqual([
    [near, true],
    [like, true],
    [far, false],
  ])
  expect(ranked[1]).toMatchObject({ section: 'squeaking' })
  expect(ranked[0]?.passage.filter(({ mark }) => mark).map(({ text }) => text)).toContain('shaft')
  expect(ranked[2]?.likelihood).toBeLessThan(0.3)
  await db().thread.update({ where: { id: near ?? 0 }, data: { hiddenAt: new Date() } })
  expect((await rankGapThreads(editor, answerId, ids)).map(({ threadId }) => threadId)).toEqual([like, far])
  await expect(rankGapThreads(await aMember(), answerId, ids)).rejects.toMatchObject({ code: 'forbidden' })
})
