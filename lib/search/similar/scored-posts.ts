import type { AnswerPost } from '../posts/read-posts'
import { readCorpus, readTermPosts } from '../posts/vocabulary'
import type { QueryTerm } from '../query/query-term'
import { scorer } from '../ranking/bm25'
import { expectedScoreStdDev, fuseScores, ignoreWeakAlias } from '../ranking/fusion'
import { termCoverage } from '../ranking/term-coverage'
import { type QueryEmbedding, readVectors, type Similarity, similaritiesTo, storedEmbeddings } from '../semantic'
import { queryTermsOf, tokensOf, weightedText } from './text-terms'

/** A thread with the words of its opening as plain text. */
export type Asked = { id: number; title: string; words: string }

/** What posts of answers are worth to a thread. */
export type ScoredThread = {
  thread: Asked
  scoreStdDev: number
  /** By words alone. */
  score: (forward: Buffer) => number
  /** How much of its title posts hold together, 0 to 1. */
  titleShare: (forwards: Buffer[]) => number
  posts: { post: AnswerPost; worth: number; similarity: Similarity | undefined }[]
}

/**
 * What each post of answers is worth to each thread, by the words of its question, and by similarity where there is a model. Six queries,
 * however many threads and posts.
 */
export async function scorePosts(threads: Asked[], posts: AnswerPost[]): Promise<ScoredThread[]> {
  const corpus = await readCorpus()
  const texts = threads.map((thread) => weightedText({ ...thread, tags: [] }))
  const tokens = texts.map(tokensOf)
  const known = await readTermPosts([...new Set(tokens.flat().map(({ term }) => term))])
  const embeddings = await storedEmbeddings(
    'thread',
    threads.map(({ id }) => id),
  )
  const vectors = await vectorsOf(posts, embeddings)
  const scored: ScoredThread[] = []
  for (const [i, thread] of threads.entries()) {
    const queryTerms: QueryTerm[] = queryTermsOf(tokens[i] ?? [], texts[i] ?? '', corpus, known)
    const score = scorer({ queryTerms, corpus, adjacency: false })
    const scoreStdDev = expectedScoreStdDev(queryTerms, corpus, 'post')
    const embedding = embeddings.get(thread.id)
    const similarities = embedding ? await similaritiesTo(embedding, vectors) : new Map<string, Similarity>()
    const worthOf = (post: AnswerPost) => {
      const similarity = ignoreWeakAlias(post, similarities.get(post.postId))
      return { post, similarity, worth: fuseScores(score(post.forward), similarity, { scoreStdDev }) }
    }
    const titleTerms = queryTermsOf(tokensOf(thread.title), thread.title, corpus, known)
    scored.push({ thread, scoreStdDev, score, titleShare: termCoverage(titleTerms, corpus), posts: posts.map(worthOf) })
  }
  return scored
}

async function vectorsOf(posts: AnswerPost[], embeddings: Map<number, QueryEmbedding>): ReturnType<typeof readVectors> {
  const [any] = embeddings.values()
  return any
    ? readVectors(
        any.modelId,
        posts.map(({ postId }) => postId),
      )
    : new Map()
}
