import { expect, test } from 'vitest'
import { anAccount } from '../../../test/accounts'
import { readAskDraft, saveAskDraft } from './draft'

const empty = { title: '', body: '', tags: '', topicId: null }

test('a question that someone is writing is kept from its first word, and gone with its last', async () => {
  const { personId } = await anAccount('Slow Writer')
  await saveAskDraft(personId, { ...empty, tags: 'tls certificates' })
  expect(await readAskDraft(personId), 'tags alone are no question').toBeNull()
  await saveAskDraft(personId, { ...empty, title: 'Which port', tags: 'tls certificates' })
  expect(await readAskDraft(personId)).toMatchObject({ title: 'Which port', body: '', tags: 'tls certificates' })
  await saveAskDraft(personId, { ...empty, body: 'It is closed.' })
  expect(await readAskDraft(personId), 'the last one counts').toMatchObject({ title: '', body: 'It is closed.', tags: '' })
  await saveAskDraft(personId, { ...empty, title: ' ', body: '\n' })
  expect(await readAskDraft(personId)).toBeNull()
})
