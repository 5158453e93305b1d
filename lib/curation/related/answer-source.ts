import { plainTexts } from '../../content'
import type { Viewer } from '../../identity/viewer'
import { db } from '../../platform/db'
import { type SimilarMatch, similar, storedEmbedding } from '../../search'

/** So many other answers that may fit a thread better are compared. */
const rivalsMax = 12

/** An answer as what is similar to it is looked for by; `known` are the threads that it covers. */
export type AnswerSource = {
  id: number
  title: string
  body: string
  words: string
  tags: string[]
  known: Set<number>
  embedding: Awaited<ReturnType<typeof storedEmbedding>>
}

/** Returns an answer with its aliases, or null where there is none. */
export async function readAnswerSource(id: number): Promise<AnswerSource | null> {
  const answer = await db().answer.findUnique({
    where: { id },
    include: { aliases: true, tags: { include: { tag: true } }, coverages: { select: { threadId: true } } },
  })
  if (!answer) return null
  const body = `${answer.summary}\n\n${answer.body}`
  const [words = ''] = await plainTexts([{ plain: null, body }], true)
  return {
    id,
    title: [answer.title, ...answer.aliases.map(({ alias }) => alias)].join('. '),
    body,
    words,
    tags: answer.tags.map(({ tag }) => tag.name),
    known: new Set(answer.coverages.map(({ threadId }) => threadId)),
    embedding: await storedEmbedding('answer', id),
  }
}

/** Returns other answers that are similar to one. */
export async function rivalsOf(viewer: Viewer, source: AnswerSource): Promise<number[]> {
  const exclude = { kind: 'answer' as const, id: source.id }
  const found = await similar(viewer, source, { only: 'answer', exclude, countMax: rivalsMax, embedding: source.embedding })
  return idsOf(found)
}

export const idsOf = (matches: SimilarMatch[]) => matches.map(({ groupId }) => groupId)
