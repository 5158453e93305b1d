import { visibleThread } from '../../community/threads'
import { asPassage, plainTexts } from '../../content'
import type { Viewer } from '../../identity/viewer'
import { db } from '../../platform/db'
import { type Hit, search, searchEngine } from '../../search'

/** What may settle a question before it is asked. */
export type Similar = {
  answer: Hit | null
  threads: Hit[]
  /** The nearest threads, including those too weak to be shown: they say where the question belongs. */
  nearest: number[]
}

const threadsShown = 4
/**
 * Threads that share only stray words with a title are noise, especially in a small forum, where "about" is rare, too. Of 257 held-out
 * paraphrases of StackFAQ none loses its answer by this. A longer text contains more than any other thread says about it, so there nothing
 * is left out.
 */
const titleCoverageMin = 0.3
/** The title says most; the beginning of the text adds codes and names. */
const bodyLengthRead = 600

/**
 * Returns canonical answers first, then threads that ask the same, with the site's own search and ranking. With `typing` the last word may
 * be incomplete.
 */
export async function findSimilar(viewer: Viewer, title: string, body = '', typing = false): Promise<Similar> {
  if (title.trim().length < 3) return { answer: null, threads: [], nearest: [] }
  const found = await search(searchEngine(), viewer, {
    ...(await questionOf(title, typing ? '' : body)),
    typing,
    withFacets: false,
    pageSize: threadsShown + 2,
    termCoverageMin: body.trim() ? 0 : titleCoverageMin,
  })
  const hits = [...(found.answer ? [found.answer] : []), ...found.hits]
  const answer = hits.find((hit) => hit.kind === 'answer') ?? null
  return { answer, threads: hits.filter((hit) => hit.kind === 'thread').slice(0, threadsShown), nearest: found.nearest }
}

/** What is searched for a question: the words of its title, and those of its text as their context. */
export async function questionOf(title: string, body: string): Promise<{ text: string; context: string }> {
  const words = body.trim() ? await plainWords(body) : ''
  return { text: asWords(title), context: asWords(words) }
}

// A question is not a query: quotes and colons in it are its own, and a minus belongs to an error code.
function asWords(text: string): string {
  return text
    .replace(/["“”]/g, ' ')
    .replace(/(^|\s)-(?=\D)/g, '$1')
    .replace(/(\w):(?=\S)/g, '$1: ')
}

// Read in a thread of the pool: someone else's page must not wait for a text that is still being written.
async function plainWords(body: string): Promise<string> {
  const [words = ''] = await plainTexts([{ plain: null, body: asPassage(body.slice(0, 2 * bodyLengthRead), body) }])
  return words.slice(0, bodyLengthRead)
}

/** Whether the answer or the nearest thread has not been shown to the writer: `shown` holds the keys of `keysOf()`. */
export function hasUnseen(similar: Similar, shown: string): boolean {
  const known = new Set(shown.split(' '))
  const [nearest] = similar.threads
  return (similar.answer !== null && !known.has(`a${similar.answer.id}`)) || (nearest !== undefined && !known.has(`t${nearest.id}`))
}

/** The number of threads that say where the question belongs. */
const neighboursAsked = 12
const tagsSuggested = 4
const topicShareMin = 0.34

/**
 * Returns where a question seems to belong, by the topics and tags of the threads nearest to it. `topicId` is null if they don't agree. One
 * query.
 */
export async function suggestPlace(
  viewer: Viewer,
  title: string,
  body: string,
  nearest: number[],
): Promise<{ topicId: number | null; tags: string[] }> {
  if (title.trim().length < 8) return { topicId: null, tags: [] }
  const ids = nearest.slice(0, neighboursAsked)
  const threads = await db().thread.findMany({
    where: { id: { in: ids }, ...visibleThread(viewer) },
    select: { id: true, topicId: true, tags: { select: { tag: { select: { name: true } } } } },
  })
  // A nearer thread counts more: each counts by its rank.
  const weightOf = (id: number) => 1 / (1 + ids.indexOf(id))
  const topics = new Map<number, number>()
  const tags = new Map<string, number>()
  let all = 0
  const words = new Set(`${title} ${body}`.toLowerCase().split(/[^\p{L}\p{N}+#.-]+/u))
  for (const thread of threads) {
    const weight = weightOf(thread.id)
    all += weight
    topics.set(thread.topicId, (topics.get(thread.topicId) ?? 0) + weight)
    // A tag that the text names itself needs fewer neighbours.
    for (const { tag } of thread.tags) tags.set(tag.name, (tags.get(tag.name) ?? 0) + weight * (words.has(tag.name) ? 3 : 1))
  }
  const [topicId = null, topicWeight = 0] = [...topics].sort((a, b) => b[1] - a[1])[0] ?? []
  return {
    topicId: topicWeight >= all * topicShareMin ? topicId : null,
    tags: [...tags]
      .filter(([, weight]) => weight >= all * 0.2)
      .sort((a, b) => b[1] - a[1])
      .slice(0, tagsSuggested)
      .map(([name]) => name),
  }
}
