import type { Candidate, GroupKind } from '../engines/port'

/** A thread or answer with those of its posts that matched, the best first. */
export type RankedGroup = {
  groupKind: GroupKind
  groupId: number
  score: number
  /** `chunk`: the piece of its text that is nearest, from 1, where that is known. */
  posts: { candidate: Candidate; score: number; chunk?: number }[]
}

/** A thread whose opening matches too is more to the point than a stray reply: this share of the second post counts. */
const secondPostShare = 0.2
/** An answer is one text cut into sections: what two of them say together counts nearly as if one said it. */
const secondSectionShare = 0.6
/** Groups that reach less than this share of the best score share a stray word with the query, no more. */
const scoreShareMin = 0.12

/** Scores posts and gathers them by thread or answer, best first; ties by the lower id. Posts that score 0 are left out. */
export function rankGroups(candidates: Candidate[], scoreOf: (candidate: Candidate) => number): RankedGroup[] {
  const groups = new Map<string, RankedGroup>()
  for (const candidate of candidates) {
    const score = scoreOf(candidate)
    if (score <= 0) continue
    const key = `${candidate.groupKind}/${candidate.groupId}`
    const group = groups.get(key) ?? { groupKind: candidate.groupKind, groupId: candidate.groupId, score: 0, posts: [] }
    group.posts.push({ candidate, score })
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
