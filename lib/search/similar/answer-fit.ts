import { analyse } from '../analysis/analyser'
import { packForwardIndex } from '../posts/forward-index'
import { readAnswerPosts } from '../posts/read-posts'
import { nearestAnchor } from './nearest-sections'
import { type Asked, type ScoredThread, scorePosts } from './scored-posts'

/** How well an answer fits what a thread asks. */
export type AnswerFit = {
  /** What its best post is worth to the thread, of what the thread's own question is worth to it: 0 to about 1. */
  share: number
  /** How much of the title it has, each word weighed by its rarity: 0 to 1. */
  titleShare: number
  /** How far its best post is above that of the best other answer, in standard deviations of such scores; below 0 another one fits better. */
  margin: number
  /** The best similarity of one of its posts, 0 to 1; null where that is not known. */
  similarity: number | null
  /** The section that fits best. */
  anchor: string | null
}

/** Of an answer that covers very many threads so many of their titles are looked at. */
const titlesMax = 100

/**
 * How well an answer fits each of these threads, compared with other answers that may fit them better. The queries are as many however many
 * threads. Nothing is left out for what a viewer may see: call it with threads and answers that they may.
 */
export async function answerFits(answerId: number, otherIds: number[], threads: Asked[]): Promise<Map<number, AnswerFit>> {
  if (threads.length === 0) return new Map()
  const posts = await readAnswerPosts([answerId, ...otherIds], ['head', 'section', 'alias', 'covered_title'], titlesMax)
  const scored = await scorePosts(threads, posts)
  return new Map(scored.map((each) => [each.thread.id, fitOf(each, answerId)]))
}

function fitOf(scored: ScoredThread, answerId: number): AnswerFit {
  const { thread, score, titleShare, scoreStdDev } = scored
  const own = scored.posts.filter(({ post }) => post.answerId === answerId)
  const others = scored.posts.filter(({ post }) => post.answerId !== answerId)
  const best = Math.max(0, ...own.map(({ worth }) => worth))
  const rival = Math.max(0, ...others.map(({ worth }) => worth))
  const self = score(packForwardIndex(analyse(thread.title), analyse(thread.words)))
  const similarities = own.flatMap(({ similarity }) => similarity?.value ?? [])
  return {
    share: best / Math.max(1, self),
    titleShare: titleShare(own.map(({ post }) => post.forward)),
    margin: (best - rival) / scoreStdDev,
    similarity: similarities.length > 0 ? Math.max(...similarities) : null,
    anchor: nearestAnchor(scored, answerId),
  }
}
