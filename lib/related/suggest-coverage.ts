import { excerpt, plainText } from '../content/plain-text'
import { sectionsOf } from '../content/sections'
import { db, pool } from '../db/client'
import { aliasPlace, analyse, readCorpus, readTermPosts, scorer } from '../search/ranking'
import { authorize } from '../viewer/policy'
import { type Viewer, visibilitiesFor } from '../viewer/viewer'
import { findRelated } from './find-related'

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
 * The section is the one whose words answer the question best. Six queries.
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

async function nearestSections(
  answerId: number,
  body: string,
  threads: { id: number; title: string; body: string }[],
): Promise<Map<number, string>> {
  const nearest = new Map<number, string>()
  const anchors = new Set(sectionsOf(body).sections.map(({ anchor }) => anchor))
  const { rows: sections } = await pool().query(
    `select anchor, encode(forward, 'base64') as forward from search_post
     where group_kind = 'answer' and group_id = $1 and anchor <> '' and place < $2 order by place`,
    [answerId, aliasPlace],
  )
  if (sections.length === 0 || threads.length === 0) return nearest
  const corpus = await readCorpus()
  const termsOf = new Map(
    threads.map((thread) => [thread.id, [...new Set(analyse(`${thread.title}\n${plainText(thread.body)}`).map((token) => token.term))]]),
  )
  const posts = await readTermPosts([...new Set([...termsOf.values()].flat())])
  for (const [threadId, terms] of termsOf) {
    const concepts = terms.map((term) => ({ typed: term, terms: [term], posts: posts.get(term) ?? 0, weight: 1 }))
    const score = scorer({ concepts, corpus, adjacency: false })
    let best = 0
    for (const { anchor, forward } of sections) {
      const value = score(Buffer.from(forward, 'base64'))
      if (value <= best || !anchors.has(anchor)) continue
      best = value
      nearest.set(threadId, anchor)
    }
  }
  return nearest
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
  if (!thread) return null
  const { id, body, ...rest } = thread
  return { ...rest, threadId: id, passage: excerpt(plainText(body), 180), terms: [], section: null }
}
