import { coverThread, publishRevision, startAnswer } from '../../lib/answers'
import { saveDraft } from '../../lib/answers/draft'
import { postReply, startThread } from '../../lib/community/threads'
import type { Viewer } from '../../lib/identity/viewer/viewer'
import { db } from '../../lib/platform/db/client'

export type Written = { threadId: number; answer: string; person: string }

const opening = `# Q

See [the steps](#steps) and [the page](#page_main) and [nowhere](#nowhere)[^1]. A Set<Integer> in a <section>.

## Steps

<details>
<summary>The whole log</summary>

Line one of the log.

![](https://pictures.example/missing.png)

<p align="center">10<sup>6</sup>, press <kbd>Ctrl</kbd>

[^1]: The note of the question.`

const replies = [
  'My own[^1] note.\n\n# Main\n\n[^1]: The note of the first reply.',
  '<a name="q"></a><b id="page_search">x</b> Another[^1].\n\n[^1]: The note of the second reply.',
  'السلام عليكم، استخدم `npm start` أولا.\n\n- الخطوة الأولى\n- الخطوة الثانية\n\nAnd a line in English.',
  '> שלום עולם\n\n| שם | ערך |\n|-|-:|\n| אחד | 1 |',
  '- [x] packed\n- [ ] shipped\n\n| a | b | c | d | e |\n|-|-|-|-|-|\n| 1 | 2 | 3 | 4 | five words stand in here |',
]

/** An answer whose headings have the names of places of the page, with notes that are written in another section. */
const settled = [
  'Lead[^lead], see [the end](#page-search).',
  '## Main',
  'One[^a]. See [docs] and [gone](#gone).',
  '### Deeper',
  'Two[^a].',
  '## Q',
  'x',
  '## Page search',
  'x',
  '## Revisions',
  'The end.',
  '[^lead]: Of the lead.\n[^a]: Of the first section.\n\n[docs]: https://docs.example',
].join('\n\n')

/** A thread and an answer whose texts ask for ids that pages have themselves, in directions and with tags of all kinds. */
export async function makeWritten(viewer: Viewer & { personId: number }, word: string): Promise<Written> {
  const topic = await db().topic.findFirstOrThrow({ where: { visibility: 'public', parentId: null }, select: { id: true } })
  const thread = await startThread(viewer, { topicId: topic.id, title: `كيف أشغل الخادم ${word}`, body: opening, tags: ['written'] })
  for (const body of replies) await postReply(viewer, { threadId: thread.id, body })
  const slug = `written-${word}`
  const answer = await startAnswer(viewer, { topicId: topic.id, title: `Written ${word}`, body: '', slug })
  const text = { title: `Written ${word}`, summary: 'Names of places.', body: settled, appliesTo: [] }
  await publishRevision(viewer, { answerId: answer.id, basedOn: 0, ...text, note: 'First', significance: 'major' })
  await coverThread(viewer, { threadId: thread.id, answerId: answer.id, section: 'main' })
  await saveDraft(viewer, answer.id, -1, { ...text, aliases: [], tags: [], reviewAt: null })
  const person = await db().person.findUniqueOrThrow({ where: { id: viewer.personId } })
  return { threadId: thread.id, answer: slug, person: person.name }
}
