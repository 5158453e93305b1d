import { afterEach, expect, test } from 'vitest'
import { aMember, anEditor, aThread, aTopic } from '../../../test/factories'
import { setNewTags } from '../../platform/env/env'
import { editThread, startThread } from '../threads'
import { mayAddTags } from './may-add-tags'

afterEach(() => setNewTags('members'))

test('what can’t be a tag is refused with what it was, and nothing is left out without a word', async () => {
  const member = await aMember()
  const topicId = await aTopic()
  const ask = (tags: string[]) => startThread(member, { topicId, title: 'A stiff hinge', body: 'It squeaks.', tags })
  const refusedAs = (message: string) => ({ code: 'invalid', field: 'tags', message })
  await expect(ask(['hinge', '/?'])).rejects.toMatchObject(refusedAs('“/?” can’t be a tag: it has no letter and no digit.'))
  await expect(ask(['h'.repeat(61)])).rejects.toMatchObject(refusedAs(`“${'h'.repeat(30)}…” is too long: a tag has at most 60 characters.`))
  const nine = Array.from({ length: 9 }, (_, n) => `hinge-${n}`)
  await expect(ask(nine)).rejects.toMatchObject(refusedAs('There can be at most 8 tags; these are 9.'))
  await expect(ask([...nine.slice(0, 8), 'Hinge 0'])).resolves.toMatchObject({ id: expect.any(Number) })
})

test('new tags are left to those whom the setting names; tags that are there and their synonyms are for everyone', async () => {
  const [member, editor] = [await aMember(), await anEditor()]
  const admin = { ...editor, admin: true }
  const topicId = await aTopic()
  const { id } = await aThread({ topicId, by: member, tags: ['oak', 'teak'] })
  setNewTags('editors')
  expect([member, editor, admin].map(mayAddTags)).toEqual([false, true, true])
  const edit = { threadId: id, basedOn: 1, title: 'Planks', body: 'They bend.' }
  await expect(editThread(member, { ...edit, tags: ['oak', 'elm', 'ash'] })).rejects.toMatchObject({
    field: 'tags',
    message: '“elm”, “ash” are no tags yet, and only editors make new ones here. Choose from those there are.',
  })
  await expect(editThread(member, { ...edit, tags: ['Oak'] })).resolves.toEqual({ revision: 2 })
  await expect(editThread(editor, { ...edit, basedOn: 2, tags: ['elm'] })).resolves.toEqual({ revision: 3 })
  setNewTags('admins')
  expect([member, editor, admin].map(mayAddTags)).toEqual([false, false, true])
})
