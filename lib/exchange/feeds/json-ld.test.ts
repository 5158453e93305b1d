import { expect, test } from 'vitest'
import { aMember, anEditor, aThread, aTopic, countWords } from '../../../test/factories'
import { publishRevision, startAnswer } from '../../answers'
import { readAnswer } from '../../answers/read-answer'
import { postReply } from '../../community/threads'
import { readThread } from '../../community/threads/read-thread'
import { visitor } from '../../identity/viewer/viewer'
import { db } from '../../platform/db/client'
import { questionPage, techArticle } from './json-ld'

test('search engines get a question’s words with their signs, and no text that is empty', async () => {
  const text = 'Is `a[b](c)` a List<String> & "more"?\n\n<!-- hidden -->\n\n```js\nif (a < b && c) {}\n```\n\nSaid[^1].\n\n[^1]: Here.'
  const thread = await aThread({ title: 'Which List<String>?', body: text })
  const by = await aMember()
  await postReply(by, { threadId: thread.id, body: 'Use Map<K, V> &amp; **go**\\</script>' })
  await postReply(by, { threadId: thread.id, body: '<!-- nothing -->' })
  const view = await readThread(visitor, thread.id, 1)
  const { mainEntity } = questionPage(view as NonNullable<typeof view>) as { mainEntity: Record<string, unknown> }
  expect(mainEntity).toMatchObject({
    name: 'Which List<String>?',
    text: 'Is a[b](c) a List<String> & "more"?\nif (a < b && c) {}\nSaid.\nHere.',
  })
  expect((mainEntity.suggestedAnswer as { text: string }[]).map(({ text }) => text)).toEqual(['Use Map<K, V> & go</script>'])
  expect(JSON.stringify(mainEntity)).not.toMatch(/"text":""/)
})

test('data for search engines keeps what stands in code', async () => {
  const thread = await aThread({ title: 'A pointer is null', body: 'Is `List<String>` &amp; `a[i](x)` **re**set?' })
  await postReply(await aMember(), { threadId: thread.id, body: 'Say `if (a < b && c > d)`, not R&amp;D.' })
  await countWords()
  const view = await readThread(visitor, thread.id)
  expect(questionPage(view as NonNullable<typeof view>)).toMatchObject({
    mainEntity: {
      text: 'Is List<String> & a[i](x) reset?',
      suggestedAnswer: [{ text: 'Say if (a < b && c > d), not R&D.' }],
    },
  })
})

test('search engines get an answer as a document: its sections, tags and authors, and nothing that is empty', async () => {
  const [editor, other] = [await anEditor(), await anEditor()]
  const { id, slug } = await startAnswer(editor, { topicId: await aTopic(), title: 'Wick care', body: 'x' })
  const text = { answerId: id, title: 'Wick care', summary: '', appliesTo: [], note: 'x', significance: 'minor' as const }
  const article = async () => {
    const answer = await readAnswer(visitor, slug)
    if (!answer || !('rendered' in answer)) throw new Error('It is published.')
    return JSON.parse(JSON.stringify(techArticle(answer)))
  }
  await publishRevision(editor, { ...text, basedOn: 0, body: 'Trim it.' })
  const plain = await article()
  expect(plain).toMatchObject({ headline: 'Wick care', version: '1' })
  for (const name of ['articleSection', 'description', 'keywords']) expect(plain, 'an empty one says nothing').not.toHaveProperty(name)
  await publishRevision(other, { ...text, basedOn: 1, summary: 'Trim it.', body: '## How\n\nShort.\n\n## When\n\nOften.', tags: ['wick'] })
  await publishRevision(editor, {
    ...text,
    basedOn: 2,
    summary: 'Trim it.',
    body: '## How\n\nShort.\n\n## When\n\nWeekly.',
    tags: ['wick'],
  })
  const full = await article()
  expect(full).toMatchObject({ description: 'Trim it.', version: '3', articleSection: ['How', 'When'], keywords: 'wick' })
  expect(full.author, 'each once').toHaveLength(2)
  expect(full.creativeWorkStatus).toBe('Published')
  await db().answerReview.create({ data: { answerId: id, since: new Date() } })
  expect((await article()).creativeWorkStatus).toBe('Needs review')
})
