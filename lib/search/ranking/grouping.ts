import type { Candidate, GroupKind } from '../engines/port'

/** A post with what it is worth; `chunk` is the piece of its text that is nearest to the query, from 1, where that is known. */
export type ScoredPost = { candidate: Candidate; score: number; chunk?: number | undefined }

/** A thread or answer with those of its posts that matched, the best first. */
export type RankedGroup = {
  groupKind: GroupKind
  groupId: number
  score: number
  posts: ScoredPost[]
}

/** A thread whose opening matches too is more to the point than a stray reply: this share of the second post counts. */
const secondPostShare = 0.2
/** An answer is one text cut into sections: what two of them say together counts nearly as if one said it. */
const secondSectionShare = 0.6
/** Groups that reach less than this share of the best score share a stray word with the query, no more. */
const scoreShareMin = 0.12

/** Gathers posts by thread or answer, best first; ties by the lower id. Posts that score 0 are left out. */
export function groupPosts(posts: ScoredPost[]): RankedGroup[] {
  const groups = new Map<string, RankedGroup>()
  for (const post of posts) {
    if (post.score <= 0) continue
    const { groupKind, groupId } = post.candidate
    const key = `${groupKind}/${groupId}`
    const group = groups.get(key) ?? { groupKind, groupId, score: 0, posts: [] }
    group.posts.push(post)
    groups.set(key, group)
  }
  const ranked = [...groups.values()]
  for (const group of ranked) {
    group.posts.sort((x, y) => y.score - x.score || x.candidate.place - y.candidate.place)
    const share = group.groupKind === 'answer' ? secondSectionShare : secondPostShare
    group.score = (group.posts[0]?.score ?? 0) + share * (group.posts[1]?.score ?? 0)
  }
  ranked.sort((x, y) => y.score - x.score || x.groupId - y.groupId)
  const least = (ranked[0]?.score ?? 0) * scoreShareMin
  return ranked.filter((group) => group.score >= least)
}
