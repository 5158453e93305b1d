import { dateOf, isDated } from '../read-values'
import type { SourceDuplicate, SourceProblem } from '../source'
import { Spool } from '../spool'
import type { Row } from './read-rows'

const postsPerBucket = 2_000
const votesHeldMax = 200_000
const question = '1'
const answer = '2'

/** A question or an answer, with its comments, votes and links. */
export type KeptPost = { row: Row; comments: Row[]; upvotes: number; links: Row[] }
type ByPost = { post: Row } | { comment: Row } | { link: Row } | { votesOf: string; count: number }

/**
 * Keeps the posts of a dump on disk until all files have been read. Comments, votes and links are in other files and
 * are found by the id of their post, answers by the id of their question.
 */
export class KeptPosts {
  private upvotes = new Map<string, number>()
  private readonly linked = new Map<string, string | null>()

  private constructor(
    private readonly byPost: Spool<ByPost>,
    private readonly byQuestion: Spool<KeptPost>,
  ) {}

  static async open(): Promise<KeptPosts> {
    return new KeptPosts(await Spool.open(), await Spool.open())
  }

  async addPost(row: Row): Promise<void> {
    await this.byPost.add(bucketOf(row.Id), { post: row })
  }

  async addComment(row: Row): Promise<void> {
    await this.byPost.add(bucketOf(row.PostId), { comment: row })
  }

  async addLink(row: Row): Promise<void> {
    this.linked.set(row.RelatedPostId ?? '', null)
    await this.byPost.add(bucketOf(row.PostId), { link: row })
  }

  async addUpvote(postId: string): Promise<void> {
    this.upvotes.set(postId, (this.upvotes.get(postId) ?? 0) + 1)
    if (this.upvotes.size > votesHeldMax) await this.keepVotes()
  }

  /** Returns the question to which a link leads. For an answer it is its question. */
  questionOf(postId: string): string {
    return this.linked.get(postId) ?? postId
  }

  /** Puts each post together. Returns posts that are neither question nor answer, duplicates, and comments without a post. */
  async *join(): AsyncIterable<{ kind: 'other'; row: Row } | SourceDuplicate | SourceProblem> {
    await this.keepVotes()
    for await (const entries of this.byPost.read()) {
      const posts = new Map<string, KeptPost>()
      for (const entry of entries) {
        if (!('post' in entry)) continue
        const { post } = entry
        const id = post.Id ?? ''
        const known = posts.get(id)?.row
        if (known) yield duplicate('Posts.xml', id, 'the newest copy')
        if (!known || editedAt(post) > editedAt(known)) posts.set(id, { row: post, comments: [], upvotes: 0, links: [] })
      }
      yield* attach(entries, posts)
      for (const post of posts.values()) {
        const { Id = '', PostTypeId, ParentId } = post.row
        if (this.linked.has(Id)) this.linked.set(Id, ParentId ?? null)
        if (PostTypeId === question) await this.byQuestion.add(bucketOf(Id), post)
        else if (PostTypeId === answer) await this.byQuestion.add(bucketOf(ParentId), post)
        else yield { kind: 'other', row: post.row }
      }
    }
  }

  get buckets(): number {
    return this.byQuestion.size
  }

  /** Returns questions with their answers, by ascending id. Call it after `join`. The question is null if the dump lacks it. */
  async *read(): AsyncIterable<{ question: KeptPost | null; answers: KeptPost[]; done: number }> {
    let done = 0
    for await (const posts of this.byQuestion.read()) {
      const byQuestion = new Map<string, { question: KeptPost | null; answers: KeptPost[] }>()
      for (const post of posts) {
        const isQuestion = post.row.PostTypeId === question
        const id = (isQuestion ? post.row.Id : post.row.ParentId) ?? ''
        const group = byQuestion.get(id) ?? { question: null, answers: [] }
        byQuestion.set(id, group)
        if (isQuestion) group.question = post
        else group.answers.push(post)
      }
      for (const [, group] of [...byQuestion].sort(([a], [b]) => Number(a) - Number(b))) yield { ...group, done }
      done++
    }
  }

  async close(): Promise<void> {
    await this.byPost.close()
    await this.byQuestion.close()
  }

  private async keepVotes(): Promise<void> {
    for (const [votesOf, count] of this.upvotes) await this.byPost.add(bucketOf(votesOf), { votesOf, count })
    this.upvotes = new Map()
  }
}

function* attach(entries: ByPost[], posts: Map<string, KeptPost>): Iterable<SourceDuplicate | SourceProblem> {
  const seen = new Set<string>()
  const lost = new Map<string, Row>()
  for (const entry of entries) {
    if ('votesOf' in entry) {
      const post = posts.get(entry.votesOf)
      if (post) post.upvotes += entry.count
    } else if ('link' in entry) posts.get(entry.link.PostId ?? '')?.links.push(entry.link)
    else if ('comment' in entry) {
      const { Id = '', PostId = '' } = entry.comment
      const post = posts.get(PostId)
      if (seen.has(Id)) yield duplicate('Comments.xml', Id, 'the first copy')
      else if (post?.row.PostTypeId === question || post?.row.PostTypeId === answer) post.comments.push(entry.comment)
      else if (!lost.has(PostId)) lost.set(PostId, entry.comment)
      seen.add(Id)
    }
  }
  for (const [postId, { Id }] of lost) {
    const message = `the comment is on post ${postId}, which is not among the questions and answers of the dump`
    yield { kind: 'problem', file: 'Comments.xml', position: `Id ${Id}`, message }
  }
}

function bucketOf(id: string | undefined): number {
  const number = Number(id)
  return Number.isSafeInteger(number) ? Math.floor(number / postsPerBucket) : 0
}

function editedAt({ LastEditDate, LastActivityDate, CreationDate }: Row): number {
  const dates = [LastEditDate, LastActivityDate, CreationDate].map(dateOf).filter(isDated)
  return Math.max(0, ...dates.map((date) => date.getTime()))
}

function duplicate(file: string, id: string, taken: string): SourceDuplicate {
  return { kind: 'duplicate', file, position: `Id ${id}`, message: `it is in the dump more than once; ${taken} was used` }
}
