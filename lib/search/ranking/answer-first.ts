import type { Similarity } from '../semantic'
import type { RankedSearch } from '../stages'
import type { ExactPhrase, PhraseLevel } from './exact-phrase'
import { similarityAloneMin } from './fusion'
import type { RankedGroup } from './grouping'
import { termCoverage } from './term-coverage'

/** An answer is shown above the threads from this share of the best thread's score on … */
const answerScoreShare = 0.5
/** … if its posts hold this share of what the query asks, weighed by rarity. */
const answerCoverageMin = 0.6
/** … or asks the same in other words. */
const answerSimilarityMin = 0.6
/** Groups that are looked at where weak matches are dropped: a caller that wants this shows a few. */
export const topGroupsMax = 50

/**
 * The canonical answer that is shown above all others, and the rest. None does where a thread has the query word for word and no
 * answer has it so: who types a title or pastes a path looks for that.
 */
export function answerFirst(
  { query, phrase, similarities }: RankedSearch,
  groups: RankedGroup[],
): { answer: RankedGroup | null; rest: RankedGroup[] } {
  const best = groups[0]?.score ?? 0
  const coverageOf = termCoverage(query.queryTerms, query.corpus)
  const holds = ({ posts }: RankedGroup) => coverageOf(posts.map(({ candidate }) => candidate.forward))
  const threadLevel = levelIn(groups.filter(({ groupKind }) => groupKind === 'thread').slice(0, topGroupsMax), phrase)
  const answer = groups.find(
    (group) =>
      group.groupKind === 'answer' &&
      group.score >= best * answerScoreShare &&
      (holds(group) >= answerCoverageMin || similarityOf(group, similarities) >= answerSimilarityMin) &&
      (threadLevel === 0 || levelIn([group], phrase) >= threadLevel),
  )
  if (!answer) return { answer: null, rest: groups }
  return { answer, rest: groups.filter((group) => group !== answer) }
}

function levelIn(groups: RankedGroup[], phrase: ExactPhrase | null): PhraseLevel {
  if (!phrase) return 0
  let level: PhraseLevel = 0
  for (const { posts } of groups) {
    for (const { candidate } of posts) {
      const here = phrase.levelOf(candidate.forward)
      if (here > level) level = here
    }
  }
  return level
}

/** Of the first groups those that hold enough of the question or are similar to it; all of them where the request does not ask for that. */
export function dropWeakMatches({ request, query, similarities }: RankedSearch, groups: RankedGroup[]): RankedGroup[] {
  const { termCoverageMin = 0 } = request
  if (termCoverageMin === 0) return groups
  const coverageOf = termCoverage(query.queryTerms, query.corpus)
  return groups
    .slice(0, topGroupsMax)
    .filter(
      (group) =>
        coverageOf(group.posts.map(({ candidate }) => candidate.forward)) >= termCoverageMin ||
        similarityOf(group, similarities) >= similarityAloneMin,
    )
}

function similarityOf(group: RankedGroup, similarities: Map<string, Similarity>): number {
  return Math.max(0, ...group.posts.map(({ candidate }) => similarities.get(candidate.postId)?.value ?? 0))
}
