import { beforeAll, expect, test, vi } from 'vitest'
import { anEditor, aThread, aTopic } from '../../../test/factories'
import { anAnswerOf, reviewed, reviewOf } from '../../../test/reviews'
import type { Viewer } from '../../identity/viewer'
import { db } from '../../platform/db/client'
import { continueVersions, verifyAnswer } from '.'
import { readNewerVersions } from './read-versions'

vi.mock('./read-versions', { spy: true })
const actual = await vi.importActual<typeof import('./read-versions')>('./read-versions')

let editor: Viewer & { personId: number }
beforeAll(async () => {
  editor = await anEditor()
})

async function readAll(): Promise<void> {
  while (await continueVersions()) {
    // There may be more.
  }
  await reviewed()
}

const again = (answerId: number) => db().answerReview.update({ where: { answerId }, data: { versionsReadAt: null } })

/** An answer about version 2 of a lamp, and two threads of its topic in which people speak of version 3. */
async function aCase() {
  const topicId = await aTopic()
  const { id } = await anAnswerOf(editor, { topicId, appliesTo: ['Lamp 2'] })
  for (const body of ['Lamp 3 is dark.', 'Is Lamp 3 out?']) await aThread({ topicId, body, at: new Date() })
  return id
}

test('what an editor has settled does not come back when it is found again', async () => {
  const id = await aCase()
  await readAll()
  const item = await reviewOf(editor, id)
  expect(item?.row.reasons).toMatchObject([{ reason: 'version', count: 2 }])
  await verifyAnswer(editor, { answerId: id, seen: item?.seen ?? '', months: 0 })
  await again(id)
  await readAll()
  expect(await reviewOf(editor, id)).toBeUndefined()
})

test('what was said before an editor decided, and is found after that, is a reason', async () => {
  const id = await aCase()
  await db().answer.update({ where: { id }, data: { reviewAt: new Date('2026-01-02') } })
  await reviewed()
  await verifyAnswer(editor, { answerId: id, seen: (await reviewOf(editor, id))?.seen ?? '', months: 0 })
  await readAll()
  expect((await reviewOf(editor, id))?.row.reasons).toMatchObject([{ reason: 'version', count: 2 }])
})

test('an answer that is revised while it is read is read again', async () => {
  const id = await aCase()
  vi.mocked(readNewerVersions).mockImplementationOnce(async (answer) => {
    const found = await actual.readNewerVersions(answer)
    await db().answer.update({ where: { id }, data: { revisedAt: new Date() } })
    return found
  })
  await continueVersions()
  await readAll()
  expect(vi.mocked(readNewerVersions).mock.calls.filter(([answer]) => answer.id === id)).toHaveLength(2)
})
