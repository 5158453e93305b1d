import { plainTexts } from '../../content'
import { authorize, type Viewer } from '../../identity/viewer'
import { db } from '../../platform/db'
import { type AnswerFit, answerFits, type SimilarMatch, similar, storedEmbedding } from '../../search'
import { likelihoodOf } from './coverage-likelihood'
import { readSuggested, type Suggested } from './coverage-suggestion'

/** So many of the threads that are similar to the answer are looked at, and so many other answers that may fit them better. */
const lookedThrough = 60
const rivalsMax = 12

/** A thread that an answer may settle, and how likely it does. */
export type RankedCoverage = { thread: Suggested; match: SimilarMatch; fit: AnswerFit; likelihood: number }

/** The threads similar to an answer that it does not cover, the likeliest first, and the answer's own words. Nothing is left out for being unlikely. */
export async function rankCoverage(viewer: Viewer, answerId: number): Promise<{ words: string; ranked: RankedCoverage[] }> {
  authorize(viewer, 'coverage.change')
  const answer = await db().answer.findUnique({
    where: { id: answerId },
    include: { aliases: true, tags: { include: { tag: true } }, coverages: { select: { threadId: true } } },
  })
  if (!answer) return { words: '', ranked: [] }
  const known = new Set(answer.coverages.map(({ threadId }) => threadId))
  const body = `${answer.summary}\n\n${answer.body}`
  const [words] = await plainTexts([{ plain: null, body }], true)
  const title = [answer.title, ...answer.aliases.map(({ alias }) => alias)].join('. ')
  const source = { title, body, tags: answer.tags.map(({ tag }) => tag.name), words }
  const embedding = await storedEmbedding('answer', answerId)
  const [found, rivals] = await Promise.all([
    similar(viewer, source, { only: 'thread', countMax: lookedThrough + known.size, embedding }),
    similar(viewer, source, { only: 'answer', exclude: { kind: 'answer', id: answerId }, countMax: rivalsMax, embedding }),
  ])
  const near = found.filter((match) => !known.has(match.groupId)).slice(0, lookedThrough)
  const threads = new Map((await readSuggested(viewer, idsOf(near))).map((thread) => [thread.id, thread]))
  const fits = await answerFits(answerId, idsOf(rivals), [...threads.values()])
  const ranked = near.flatMap((match): RankedCoverage[] => {
    const [thread, fit] = [threads.get(match.groupId), fits.get(match.groupId)]
    return thread && fit ? [{ thread, match, fit, likelihood: likelihoodOf(fit) }] : []
  })
  return { words: `${title}\n${words}`, ranked: ranked.sort((a, b) => b.likelihood - a.likelihood || a.thread.id - b.thread.id) }
}

const idsOf = (matches: SimilarMatch[]) => matches.map(({ groupId }) => groupId)
