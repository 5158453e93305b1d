import { excerpt, plainText } from '../content/plain-text'
import { db } from '../db/client'
import { authorize } from '../viewer/policy'
import { type Viewer, visibilitiesFor } from '../viewer/viewer'
import { findRelated } from './find-related'
import { nearestSections } from './nearest-sections'

/** A thread that an answer seems to settle. */
export type CoverageSuggestion = {
  threadId: number
  slug: string
  title: string
  standing: 'unanswered' | 'answered' | 'covered'
  replyCount: number
  viewCount: number
  /** The beginning of the opening. */
  passage: string
  /** Words in common, rarest first. */
  terms: string[]
  /** Anchor of the section that is nearest to it; null for an answer without sections. */
  section: string | null
}

const lookedThrough = 60

/**
 * Threads that a published answer seems to settle, the likeliest first, without those it covers or that contested it.
 * The section is the one that answers the question best.
 */
export async function suggestCoverage(viewer: Viewer, answerId: number, countMax: number): Promise<CoverageSuggestion[]> {
  authorize(viewer, 'coverage.change')
  const answer = await db().answer.findUnique({
    where: { id: answerId },
    include: { aliases: true, tags: { include: { tag: true } }, coverages: { select: { threadId: true } } },
  })
  if (!answer) return []
  const known = new Set(answer.coverages.map(({ threadId }) => threadId))
  const source = {
    title: [answer.title, ...answer.aliases.map(({ alias }) => alias)].join('. '),
    body: `${answer.summary}\n\n${answer.body}`,
    tags: answer.tags.map(({ tag }) => tag.name),
  }
  const matches = await findRelated(viewer, source, { kind: 'answer', id: answerId }, lookedThrough + known.size)
  const likely = matches.filter((match) => match.groupKind === 'thread' && !known.has(match.groupId)).slice(0, countMax)
  const threads = await db().thread.findMany({
    where: { id: { in: likely.map((match) => match.groupId) }, hiddenAt: null, topic: { visibility: { in: visibilitiesFor(viewer) } } },
    select: { id: true, slug: true, title: true, body: true, standing: true, replyCount: true, viewCount: true },
  })
  const byId = new Map(threads.map((thread) => [thread.id, thread]))
  const nearest = await nearestSections(answerId, answer.body, threads)
  return likely.flatMap(({ groupId, terms }) => {
    const thread = byId.get(groupId)
    if (!thread) return []
    const { id, body, ...rest } = thread
    return [{ ...rest, threadId: id, passage: excerpt(plainText(body), 180), terms, section: nearest.get(id) ?? null }]
  })
}

/** The same with one thread first that an editor came from, whether it is like the answer or not. */
export async function readSuggestions(
  viewer: Viewer,
  answerId: number,
  countMax: number,
  first: number | null,
): Promise<CoverageSuggestion[]> {
  const suggestions = await suggestCoverage(viewer, answerId, countMax)
  if (first === null) return suggestions
  const known = suggestions.find(({ threadId }) => threadId === first) ?? (await bare(viewer, answerId, first))
  return known ? [known, ...suggestions.filter(({ threadId }) => threadId !== first)] : suggestions
}

async function bare(viewer: Viewer, answerId: number, threadId: number): Promise<CoverageSuggestion | null> {
  const thread = await db().thread.findFirst({
    where: {
      id: threadId,
      hiddenAt: null,
      topic: { visibility: { in: visibilitiesFor(viewer) } },
      coverages: { none: { answerId } },
    },
    select: { id: true, slug: true, title: true, body: true, standing: true, replyCount: true, viewCount: true },
  })
  const answer = await db().answer.findUnique({ where: { id: answerId }, select: { body: true } })
  if (!thread || !answer) return null
  const { id, body, ...rest } = thread
  const section = (await nearestSections(answerId, answer.body, [thread])).get(id) ?? null
  return { ...rest, threadId: id, passage: excerpt(plainText(body), 180), terms: [], section }
}
