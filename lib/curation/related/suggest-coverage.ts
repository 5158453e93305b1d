import { visibleThread } from '../../community/threads'
import { excerpt, type KeptAnchors, plainText } from '../../content'
import { authorize, type Viewer } from '../../identity/viewer'
import { db } from '../../platform/db'
import { nearestSections, similar } from '../../search'

/** A thread that an answer seems to settle. */
export type CoverageSuggestion = {
  threadId: number
  slug: string
  title: string
  resolution: 'unanswered' | 'answered' | 'covered'
  replyCount: number
  viewCount: number
  /** The beginning of the opening. */
  passage: string
  /** Words in common, rarest first. */
  terms: string[]
  /** Anchor of the section that is nearest to it; null for an answer without sections. */
  section: string | null
  /** What its asker missed, where the answer was revised since; null for all others. */
  contested: string | null
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
  const matches = await similar(viewer, source, {
    exclude: { kind: 'answer', id: answerId },
    countMax: lookedThrough + known.size,
  })
  const likely = matches.filter((match) => match.groupKind === 'thread' && !known.has(match.groupId)).slice(0, countMax)
  const ids = likely.map((match) => match.groupId)
  const threads = await db().thread.findMany({ where: { id: { in: ids }, ...visibleThread(viewer) }, select: suggested })
  const byId = new Map(threads.map((thread) => [thread.id, thread]))
  const nearest = await nearestSections({ id: answerId, body: answer.body, keptAnchors: answer.keptAnchors as KeptAnchors }, threads)
  return likely.flatMap(({ groupId, terms }) => {
    const thread = byId.get(groupId)
    return thread ? [suggestionOf(thread, terms, nearest)] : []
  })
}

/**
 * The same, with threads first that come up by themselves: those whose askers contested before the answer was revised, and the one
 * that an editor came from, whether it is like the answer or not.
 */
export async function readSuggestions(
  viewer: Viewer,
  answerId: number,
  countMax: number,
  first: number | null,
): Promise<CoverageSuggestion[]> {
  const suggestions = await suggestCoverage(viewer, answerId, countMax)
  const answer = await db().answer.findUnique({
    where: { id: answerId },
    select: {
      body: true,
      keptAnchors: true,
      revisedAt: true,
      coverages: { select: { threadId: true, response: true, respondedAt: true, reason: true } },
    },
  })
  if (!answer) return []
  const contested = answer.coverages.filter(
    ({ response, respondedAt }) => response === 'contested' && (respondedAt ?? 0) < (answer.revisedAt ?? 0),
  )
  const reasons = new Map(contested.map(({ threadId, reason }) => [threadId, reason]))
  const covered = new Set(answer.coverages.map(({ threadId }) => threadId))
  const wanted = new Set(reasons.keys())
  if (first !== null && !covered.has(first)) wanted.add(first)
  const known = suggestions.filter(({ threadId }) => wanted.has(threadId))
  const others = await readBare(
    viewer,
    { id: answerId, body: answer.body, keptAnchors: answer.keptAnchors as KeptAnchors },
    [...wanted].filter((id) => !known.some(({ threadId }) => threadId === id)),
  )
  const leading = [...others, ...known].map((each) => ({ ...each, contested: reasons.get(each.threadId) ?? null }))
  return [...leading, ...suggestions.filter(({ threadId }) => !wanted.has(threadId))]
}

async function readBare(viewer: Viewer, answer: Parameters<typeof nearestSections>[0], ids: number[]): Promise<CoverageSuggestion[]> {
  const threads = await db().thread.findMany({ where: { id: { in: ids }, ...visibleThread(viewer) }, select: suggested })
  const nearest = await nearestSections(answer, threads)
  return threads.map((thread) => suggestionOf(thread, [], nearest))
}

const suggested = { id: true, slug: true, title: true, body: true, resolution: true, replyCount: true, viewCount: true } as const
const passageLength = 180

type Suggested = Omit<CoverageSuggestion, 'threadId' | 'passage' | 'terms' | 'section' | 'contested'> & { id: number; body: string }

function suggestionOf({ id, body, ...rest }: Suggested, terms: string[], nearest: Map<number, string>): CoverageSuggestion {
  return {
    ...rest,
    threadId: id,
    passage: excerpt(plainText(body), passageLength),
    terms,
    section: nearest.get(id) ?? null,
    contested: null,
  }
}
