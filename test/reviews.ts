import { publishRevision, startAnswer } from '../lib/answers'
import { noticeChanges } from '../lib/curation/evidence'
import { continueDoubts, readReviews, refreshReviews } from '../lib/curation/review'
import type { Viewer } from '../lib/identity/viewer'
import { db } from '../lib/platform/db/client'
import { aTopic } from './factories'

type Editor = Viewer & { personId: number }
type Text = { body?: string; topicId?: number; title?: string; appliesTo?: string[] }

/** A published answer of this text. */
export async function anAnswerOf(editor: Editor, { body = 'Turn it off.', topicId, title = 'A quiet pump', appliesTo = [] }: Text = {}) {
  const answer = await startAnswer(editor, { topicId: topicId ?? (await aTopic()), title, body: '' })
  const text = { title, summary: 'In short.', body, appliesTo, note: 'First.', significance: 'major' as const }
  await publishRevision(editor, { answerId: answer.id, basedOn: 0, ...text })
  return answer
}

/** Does what the worker does again and again about reviews. */
export async function reviewed(): Promise<void> {
  while (await noticeChanges()) {
    // There may be more.
  }
  while (await continueDoubts()) {
    // There may be more.
  }
  await refreshReviews()
}

/** What an editor reads about an answer that needs review, or undefined. */
export async function reviewOf(editor: Editor, answerId: number, show: 'open' | 'snoozed' = 'open') {
  for (let after: string | undefined; ; ) {
    const { items, next } = await readReviews(editor, { show, after })
    const item = items.find(({ row }) => row.id === answerId)
    if (item || next === null) return item
    after = next
  }
}

/** A dead link of an answer, as the checker leaves it. */
export async function aDeadLink(answerId: number, address: string): Promise<number> {
  const state = {
    state: 'dead',
    status: 404,
    why: 'its site has no such page (404)',
    failingSince: new Date(),
    deadSince: new Date(),
  } as const
  const link = await db().webLink.create({ data: { address, host: new URL(address).host, ...state } })
  await db().answerLink.create({ data: { answerId, linkId: link.id, anchor: '', heading: '' } })
  await db().answer.update({ where: { id: answerId }, data: { linksRead: true } })
  return link.id
}
