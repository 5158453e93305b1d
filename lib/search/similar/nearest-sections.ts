import { readAnswerPosts } from '../posts/read-posts'
import { type Asked, type ScoredThread, scorePosts } from './scored-posts'

/**
 * For each thread the anchor of the section of an answer that answers it best, by its words and by similarity where there is
 * a model; none where no section shares a word with it or lies near. The queries are as many however many threads.
 */
export async function nearestSections(answerId: number, threads: Asked[]): Promise<Map<number, string>> {
  const posts = threads.length > 0 ? await readAnswerPosts([answerId], ['section']) : []
  if (posts.length === 0) return new Map()
  const scored = await scorePosts(threads, posts)
  return new Map(
    scored.flatMap((each) => {
      const anchor = nearestAnchor(each, answerId)
      return anchor === null ? [] : [[each.thread.id, anchor]]
    }),
  )
}

/** The anchor of the section of this answer that is worth most to a thread; null where none is worth anything. */
export function nearestAnchor({ posts }: ScoredThread, answerId: number): string | null {
  let best = 0
  let anchor: string | null = null
  for (const { post, worth } of posts) {
    if (post.answerId !== answerId || post.kind !== 'section' || worth <= best) continue
    best = worth
    anchor = post.anchor
  }
  return anchor
}
