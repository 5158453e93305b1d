import { expect, test } from 'vitest'
import { anEditor, aTopic, countWords } from '../../test/factories'
import { visitor } from '../identity/viewer/viewer'
import { pool } from '../platform/db/client'
import { search, searchEngine } from '../search'
import { publishRevision, startAnswer } from '.'
import { readAnswer } from './read-answer'

const text = { title: 'Lantern care', summary: '', appliesTo: [], note: 'x', significance: 'minor' as const }
const anchorsOf = async (slug: string) => {
  const answer = await readAnswer(visitor, slug)
  return answer && 'rendered' in answer ? answer.rendered.sections.map(({ anchor }) => anchor) : null
}

test('links to sections of an older answer go on leading there after it is revised', async () => {
  const editor = await anEditor()
  const { id, slug } = await startAnswer(editor, { topicId: await aTopic(), title: 'Lantern care', body: 'x' })
  await publishRevision(editor, {
    ...text,
    answerId: id,
    basedOn: 0,
    body: '## Größe des Dochts\n\nSmall.\n\n## 灯油\n\nClear numbat oil.',
  })
  expect(await anchorsOf(slug)).toEqual(['groesse-des-dochts', '灯油'])
  // As the migration leaves an answer that was published before.
  await pool().query('update answer set kept_anchors = null where id = $1', [id])
  expect(await anchorsOf(slug)).toEqual(['gro-e-des-dochts', 'section'])
  await publishRevision(editor, {
    ...text,
    answerId: id,
    basedOn: 1,
    body: '## Höhe\n\nHigh.\n\n## Größe des Dochts\n\nSmall.\n\n## 灯油\n\nClear numbat oil.',
  })
  expect(await anchorsOf(slug)).toEqual(['hoehe', 'gro-e-des-dochts', 'section'])
  await countWords()
  const { answer } = await search(searchEngine(), visitor, { text: 'numbat oil' })
  expect(answer?.passages[0]?.place).toMatchObject({ type: 'section', anchor: 'section' })
})
