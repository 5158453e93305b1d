import { expect, test } from 'vitest'
import { anEditor, aReader, aTopic } from '../../../test/factories'
import { archiveAnswer, publishRevision, startAnswer } from '../../answers'
import { answerNamed } from './answer-named'

test('an answer is named by its title, number or address; nothing else, and nothing that readers don’t see, is one', async () => {
  const editor = await anEditor()
  const publish = async (title: string, topicId: number) => {
    const { id, slug } = await startAnswer(editor, { topicId, title, body: '' })
    await publishRevision(editor, {
      answerId: id,
      basedOn: 0,
      title,
      summary: '',
      body: 'x',
      appliesTo: [],
      note: 'x',
      significance: 'major',
    })
    return { id, slug, title }
  }
  const topicId = await aTopic()
  const gates = await publish('Gates that squeak', topicId)
  for (const name of [`${gates.id}`, `#${gates.id}`, ` gates THAT squeak `, gates.slug, `/answers/${gates.slug}`])
    expect(await answerNamed(editor, name), name).toEqual(gates)
  for (const name of ['', '  ', 'Gates', '999999', '/threads/1', '/answers/none'])
    await expect(answerNamed(editor, name), name).rejects.toMatchObject({ code: 'invalid', field: 'answer' })
  await publish('Gates that squeak', topicId)
  await expect(answerNamed(editor, 'Gates that squeak'), 'two have this title').rejects.toMatchObject({ code: 'invalid' })
  const kept = await publish('For editors', await aTopic({ visibility: 'editors' }))
  await expect(answerNamed(await aReader(), `${kept.id}`)).rejects.toMatchObject({ code: 'invalid' })
  await archiveAnswer(editor, gates.id, null)
  await expect(answerNamed(editor, `${gates.id}`)).rejects.toMatchObject({ code: 'invalid' })
})
