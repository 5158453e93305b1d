import { expect, test } from 'vitest'
import { aMember, anEditor, aThread, aTopic, countWords } from '../../../test/factories'
import { publishRevision, startAnswer } from '../../answers'
import { visitor } from '../../identity/viewer/viewer'
import { postgresEngine } from '../engines/postgres'
import { search } from '../pipeline'

const passagesFor = async (text: string) => {
  const { answer, hits } = await search(postgresEngine, visitor, { text })
  const [hit] = answer ? [answer] : hits
  return (hit?.passages ?? []).map((passage) => passage.text.map((segment) => segment.text).join(''))
}

test('the passage of a long post shows no brackets of links that are defined at its end', async () => {
  const filler = 'Nothing of note was written on this line of the log.\n\n'.repeat(300)
  await aThread({
    by: await aMember(),
    title: 'A long log',
    body: `The [heron manual][ref] says so.[^1]\n\n${filler}\n\n[ref]: https://herons.example\n\n[^1]: A note.`,
  })
  await countWords()
  const [passage] = await passagesFor('heron manual')
  expect(passage).toContain('The heron manual says so.')
  expect(passage).not.toMatch(/\[|\]/)
})

test('the passage of a section shows no brackets of links that another section defines', async () => {
  const editor = await anEditor()
  const body = '## First\n\nThe [otter table][t] is current.[^n]\n\n## Last\n\nMore.\n\n[t]: https://otters.example\n\n[^n]: A note.'
  const answer = await startAnswer(editor, { topicId: await aTopic(), title: 'Tables', body })
  await publishRevision(editor, {
    answerId: answer.id,
    basedOn: 0,
    title: 'Tables',
    summary: '',
    body,
    appliesTo: [],
    note: '',
    significance: 'major',
  })
  await countWords()
  const passages = await passagesFor('otter table')
  expect(passages.join('\n')).toContain('The otter table is current.')
  expect(passages.join('\n')).not.toMatch(/\[|\]/)
})
