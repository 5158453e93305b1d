import { publishRevision, startAnswer } from '../../lib/answers'
import type { Viewer } from '../../lib/identity/viewer'
import type { LabelledDocument } from './labelled-set'

/** Publishes a document of a set as a canonical answer and returns its id. */
export async function publishDocument(editor: Viewer, topicId: number, { title, text }: LabelledDocument): Promise<number> {
  const words = {
    title: title || text.slice(0, 80),
    summary: '',
    body: text || title,
    appliesTo: [],
    note: 'x',
    significance: 'major' as const,
  }
  const { id } = await startAnswer(editor, { topicId, title: words.title, body: '' })
  await publishRevision(editor, { answerId: id, basedOn: 0, ...words })
  return id
}
