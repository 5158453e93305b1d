import { expect, test } from 'vitest'
import { anEditor, aTopic } from '../../../test/factories'
import { publishRevision, startAnswer } from '../../answers'
import { readFeedback } from '../../curation/feedback'
import { visitor } from '../../identity/viewer/viewer'
import { countAgainst } from '../../platform/rate-limit'
import type { ActionContext } from './action'
import { findAction } from './find-action'

async function anAnswer() {
  const editor = await anEditor()
  const answer = await startAnswer(editor, { topicId: await aTopic(), title: 'Bleed the radiator', body: 'x' })
  const text = { title: 'Bleed the radiator', summary: '', body: 'Open the valve.', appliesTo: [], note: 'x' }
  await publishRevision(editor, { answerId: answer.id, basedOn: 0, ...text, significance: 'major' })
  return { ...answer, editor }
}

const context = (number: number): ActionContext => ({
  viewer: visitor,
  signedIn: null,
  address: `192.0.2.${number}`,
  who: `192.0.2.${number}`,
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/130 Safari/537.36',
  headers: new Headers(),
  query: new URLSearchParams(),
  files: [],
})

async function send(path: string, number: number, sent: Record<string, string>) {
  const found = findAction(path)
  if (!found) throw new Error(`No action at ${path}.`)
  return found.action.run(context(number), found.action.input.parse(sent), found.params)
}

test('a vote leads back to the answer, and tells a script the share', async () => {
  const { slug } = await anAnswer()
  for (let i = 1; i <= 4; i++)
    expect(await send(`/answers/${slug}/helpful`, i, { revision: '1', helpful: 'yes' })).toMatchObject({ data: { share: '' } })
  const outcome = await send(`/answers/${slug}/helpful`, 5, { revision: '1', helpful: 'no' })
  expect(outcome).toEqual({ to: `/answers/${slug}?said=no#page_helpful`, data: { share: '80 % of 5 readers said yes' } })
})

test('what was missing leads back to the answer and is on the desk, a text of a thousand characters in lines as browsers send them, too', async () => {
  const { id, slug, editor } = await anAnswer()
  const missing = 'It drips.\r\n'.repeat(100)
  expect(await send(`/answers/${slug}/missing`, 1, { revision: '1', missing })).toEqual({
    to: `/answers/${slug}?said=missing#page_helpful`,
  })
  const { rows } = await readFeedback(editor, { state: 'open', answerId: id })
  expect(rows.map(({ text }) => text)).toEqual([missing.replaceAll('\r', '').trim()])
})

test.each(['helpful', 'missing'])('a visitor says %s a few times an hour, and is then told when to come back', async (form) => {
  const limit = findAction(`/answers/x/${form}`)?.action.limit
  if (!limit) throw new Error('It has no limit.')
  const ask = () => countAgainst(limit, `192.0.2.1 ${form}`)
  for (let i = 0; i < 10; i++) await ask()
  await expect(Promise.all(Array.from({ length: 21 }, ask))).rejects.toThrow(/^That is a lot of .* Try again in \d+ minutes?\.$/)
})
