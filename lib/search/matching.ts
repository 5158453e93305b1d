import type { Viewer } from '../identity/viewer'
import { postgresEngine } from './engines/postgres'
import { readPostsByKey, readPostsOfAnswers } from './engines/postgres/read-posts'
import { prepare } from './pipeline'
import { hashOf, holdsAny } from './posts/forward-index'
import { keyColumns, type PostKey } from './posts/post-key'
import { readAs } from './query/minus-reading'
import { parseQuery } from './query/parse'
import { phraseFilter } from './ranking/rank'
import { termCoverage } from './ranking/term-coverage'
import type { SearchRequest } from './request'
import type { AnalysedSearch } from './stages'

/** Up to so many words a post must have all of them; of more, this share, each weighed by its rarity. */
const allWordsMax = 3
const termCoverageMin = 0.75

/** Posts of threads by their keys, and answers by their ids. */
export type MatchedPosts = { posts: PostKey[]; answers: number[] }

/**
 * Returns which of these posts a search is about, as far as the viewer may see them. Nothing is ranked, nothing that is only similar counts,
 * and the costs depend on how many posts are asked about, not on how many there are. PostgreSQL is asked, which knows a post as soon as it is written.
 */
export async function matchPosts(viewer: Viewer, request: SearchRequest, asked: MatchedPosts): Promise<MatchedPosts> {
  const parsed = readAs(parseQuery(request.text), request.reading ?? 'excluded')
  const { analysed } = await prepare({ engine: postgresEngine, viewer, request, parsed })
  if (!analysed) return { posts: [], answers: [] }
  const [posts, sections] = await Promise.all([
    readPostsByKey(analysed.query, keyColumns(asked.posts)),
    readPostsOfAnswers(analysed.query, asked.answers),
  ])
  const [hasPhrases, hasWords] = [phraseFilter(analysed.parsed), wordFilter(analysed)]
  const isMatch = (candidate: (typeof posts)[number]) => hasPhrases(candidate) && hasWords(candidate.forward)
  return {
    posts: posts.filter(isMatch).map(({ groupKind, groupId, place }) => ({ groupKind, groupId, place })),
    answers: [...new Set(sections.filter(isMatch).map(({ groupId }) => groupId))],
  }
}

function wordFilter({ query: { queryTerms, corpus } }: AnalysedSearch): (forward: Buffer) => boolean {
  const needed = queryTerms.filter(({ optional }) => !optional)
  if (needed.length > allWordsMax) {
    const coverageOf = termCoverage(queryTerms, corpus)
    return (forward) => coverageOf([forward]) >= termCoverageMin
  }
  const all = (needed.length > 0 ? needed : queryTerms).map(({ terms, alternatives = [] }) => [...terms, ...alternatives].map(hashOf))
  return (forward) => all.every((hashes) => holdsAny(forward, hashes))
}
