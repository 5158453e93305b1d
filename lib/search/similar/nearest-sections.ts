import { analyse } from '../analysis/analyser'
import { readSectionPosts } from '../posts/read-posts'
import { readCorpus, readTermPosts } from '../posts/vocabulary'
import { scorer } from '../ranking/bm25'
import { expectedScoreStdDev, fuseScores } from '../ranking/fusion'
import { type QueryEmbedding, readVectors, similaritiesTo, storedEmbeddings } from '../semantic'

/** A thread with the words of its opening as plain text. */
type Asked = { id: number; title: string; words: string }
type Section = Awaited<ReturnType<typeof readSectionPosts>>[number]

/**
 * For each thread the anchor of the section of an answer that answers it best, by its words and by similarity where there is
 * a model; none where no section shares a word with it or lies near. The queries are as many however many threads.
 */
export async function nearestSections(answerId: number, threads: Asked[]): Promise<Map<number, string>> {
  const sections = threads.length > 0 ? await readSectionPosts(answerId) : []
  if (sections.length === 0) return new Map()
  const corpus = await readCorpus()
  const termsOf = new Map(threads.map((thread) => [thread.id, termsIn(thread)]))
  const posts = await readTermPosts([...new Set([...termsOf.values()].flat())])
  const embeddings = await storedEmbeddings('thread', [...termsOf.keys()])
  const vectors = await vectorsOf(sections, embeddings)
  const nearest = new Map<number, string>()
  for (const [threadId, terms] of termsOf) {
    const queryTerms = terms.map((term) => ({ typed: term, terms: [term], posts: posts.get(term) ?? 0, weight: 1 }))
    const score = scorer({ queryTerms, corpus, adjacency: false })
    const scoreStdDev = expectedScoreStdDev(queryTerms, corpus, 'post')
    const embedding = embeddings.get(threadId)
    const similarities = embedding ? await similaritiesTo(embedding, vectors) : new Map()
    let best = 0
    for (const { postId, anchor, forward } of sections) {
      const worth = fuseScores(score(forward), similarities.get(postId), { scoreStdDev })
      if (worth <= best) continue
      best = worth
      nearest.set(threadId, anchor)
    }
  }
  return nearest
}

async function vectorsOf(sections: Section[], embeddings: Map<number, QueryEmbedding>): ReturnType<typeof readVectors> {
  const [any] = embeddings.values()
  return any
    ? readVectors(
        any.modelId,
        sections.map(({ postId }) => postId),
      )
    : new Map()
}

function termsIn({ title, words }: Asked): string[] {
  return [...new Set(analyse(`${title}\n${words}`).map((token) => token.term))]
}
