import { dateOf, firstDate, isDated } from '../read-values'
import type { Origin, ReaderOptions, SourceIncomplete, SourcePerson, SourceReply, SourceThread, SourceWithheld } from '../source'
import type { KeptPost } from './kept'
import type { Row } from './read-rows'

const duplicateLink = '3'

/** What a thread needs to know of the whole dump. */
export type DumpFacts = {
  site: string
  user: (id: string) => { name?: string; createdAt?: string } | undefined
  questionOf: (postId: string) => string
  hasVotes: boolean
  hasComments: boolean
  /** True if a part of the dump could not be read. */
  isBroken: boolean
}

type WithText = { post: KeptPost; text: string }

/** Returns the posts of a question that the site shows to everyone. A dump that a site made for itself also has deleted posts. */
export function chooseShown(
  question: KeptPost,
  answers: KeptPost[],
  { includeHidden }: ReaderOptions,
): { question: KeptPost | null; answers: KeptPost[]; withheld: SourceWithheld[] } {
  if (includeHidden) return { question, answers, withheld: [] }
  const title = question.row.Title
  const withhold = (more: Pick<SourceWithheld, 'subject' | 'externalId' | 'reason'>, at: Origin): SourceWithheld => ({
    kind: 'withheld',
    ...(title && { title }),
    ...more,
    ...at,
  })
  const withholdComment = (comment: Row, reason = 'deleted') =>
    withhold({ subject: 'reply', externalId: `comment ${comment.Id}`, reason }, at('Comments.xml', comment))
  if (question.row.DeletionDate) {
    const { Id: externalId = '' } = question.row
    const withheld = withhold({ subject: 'thread', externalId, reason: 'deleted' }, at('Posts.xml', question.row))
    return { question: null, answers: [], withheld: [withheld] }
  }
  const withheld: SourceWithheld[] = []
  const shownComments = (post: KeptPost) => {
    for (const comment of post.comments) if (comment.DeletionDate) withheld.push(withholdComment(comment))
    return { ...post, comments: post.comments.filter((comment) => !comment.DeletionDate) }
  }
  const shown: KeptPost[] = []
  for (const post of answers) {
    if (!post.row.DeletionDate) shown.push(shownComments(post))
    else {
      withheld.push(withhold({ subject: 'reply', externalId: `post ${post.row.Id}`, reason: 'deleted' }, at('Posts.xml', post.row)))
      for (const comment of post.comments) withheld.push(withholdComment(comment, 'comment on a deleted answer'))
    }
  }
  return { question: shownComments(question), answers: shown, withheld }
}

/** Returns a question with its answers and all comments as a thread, in order of time. `commentText` returns the text of a comment. */
export function threadOf(question: WithText, answers: WithText[], facts: DumpFacts, commentText: (row: Row) => string): SourceThread {
  const { row } = question.post
  const replies = answers.map(
    ({ post, text }): SourceReply => ({
      ...replyOf(facts, post.row, { externalId: `post ${post.row.Id}`, body: text, at: at('Posts.xml', post.row) }),
      accepted: post.row.Id === row.AcceptedAnswerId,
      boosts: boostsOf(facts, post),
      addresses: [`/a/${post.row.Id}`],
    }),
  )
  for (const { post } of [question, ...answers]) {
    for (const comment of post.comments) {
      const ofDeleted = post.row.DeletionDate && post !== question.post ? { hidden: 'comment on a deleted answer' } : {}
      replies.push({
        ...ofDeleted,
        ...replyOf(facts, comment, { externalId: `comment ${comment.Id}`, body: commentText(comment), at: at('Comments.xml', comment) }),
        boosts: Number(comment.Score ?? 0),
        answers: post === question.post ? 'opening' : `post ${post.row.Id}`,
      })
    }
  }
  replies.sort(byTime)
  const createdAt = dateOf(row.CreationDate)
  const dates = [firstDate(row.LastActivityDate, row.CreationDate), ...replies.map((reply) => reply.createdAt)].filter(isDated)
  return {
    kind: 'thread',
    externalId: row.Id ?? '',
    title: row.Title ?? '',
    body: question.text,
    author: authorOf(facts, row),
    topic: { externalId: 'site', name: facts.site, unnamed: true },
    tags: tagsOf(row.Tags ?? ''),
    createdAt,
    ...(dates.length > 0 && { activityAt: new Date(Math.max(...dates.map((date) => date.getTime()))) }),
    closed: Boolean(row.ClosedDate),
    boosts: boostsOf(facts, question.post),
    views: Number(row.ViewCount ?? 0),
    repliesElsewhere: 0,
    addresses: [`/questions/${row.Id}`, `/q/${row.Id}`],
    replies,
    links: question.post.links.map((link) => ({
      toExternalId: facts.questionOf(link.RelatedPostId ?? ''),
      kind: link.LinkTypeId === duplicateLink ? 'duplicate' : 'link',
    })),
    ...(row.DeletionDate && { hidden: 'deleted' }),
    ...ageOf(row),
    ...updatedOf(row),
    at: at('Posts.xml', row),
  }
}

function ageOf({ LastActivityDate, ViewCount }: Row): Pick<SourceThread, 'age'> {
  const latest = dateOf(LastActivityDate)
  return isDated(latest) ? { age: { latest: latest.toISOString(), views: countOf(ViewCount) } } : {}
}

function updatedOf({ LastEditDate, CreationDate }: Row): { updatedAt?: Date } {
  const updatedAt = firstDate(LastEditDate, CreationDate)
  return isDated(updatedAt) ? { updatedAt } : {}
}

/** Whether the dump says how many answers and comments there are. Otherwise a missing one does not mean that it was removed. */
export function isCounted(question: KeptPost, answers: KeptPost[], { hasComments }: DumpFacts): boolean {
  if (!hasComments || countOf(question.row.AnswerCount) === null) return false
  return [question, ...answers].every(({ row }) => row.DeletionDate || countOf(row.CommentCount) !== null)
}

/** Returns which posts the source counts and the dump does not have, or null. */
export function incompleteOf(question: KeptPost, answers: KeptPost[], { hasComments }: DumpFacts): SourceIncomplete | null {
  const alive = answers.filter(({ row }) => !row.DeletionDate)
  const missingAnswers = Math.max(0, (countOf(question.row.AnswerCount) ?? 0) - alive.length)
  const counted = [question, ...alive].map(
    ({ row, comments }) => [countOf(row.CommentCount) ?? 0, comments.filter((comment) => !comment.DeletionDate).length] as const,
  )
  const missingComments = hasComments ? counted.reduce((sum, [expected, there]) => sum + Math.max(0, expected - there), 0) : 0
  const missing = missingAnswers + missingComments
  if (missing === 0) return null
  const there = 1 + alive.length + counted.reduce((sum, [, comments]) => sum + comments, 0)
  const { Id = '', Title = '' } = question.row
  return { kind: 'incomplete', externalId: Id, title: Title, file: 'Posts.xml', posts: there + missing, missing, ids: [] }
}

function countOf(text: string | undefined): number | null {
  const count = text ? Number(text) : Number.NaN
  return Number.isSafeInteger(count) ? count : null
}

function replyOf(facts: DumpFacts, row: Row, { at, ...own }: Pick<SourceReply, 'externalId' | 'body' | 'at'>): SourceReply {
  return {
    ...own,
    author: authorOf(facts, row),
    createdAt: dateOf(row.CreationDate),
    accepted: false,
    boosts: 0,
    answers: null,
    addresses: [],
    ...(row.DeletionDate && { hidden: 'deleted' }),
    ...updatedOf(row),
    at,
  }
}

/** Replies without a date come last. */
function byTime(a: SourceReply, b: SourceReply): number {
  const timeOf = ({ createdAt }: SourceReply) => (isDated(createdAt) ? createdAt.getTime() : Number.MAX_SAFE_INTEGER)
  const placeOf = ({ externalId }: SourceReply) => (externalId.startsWith('post') ? 0 : 1)
  return timeOf(a) - timeOf(b) || placeOf(a) - placeOf(b) || a.externalId.localeCompare(b.externalId, 'en', { numeric: true })
}

function authorOf({ user }: DumpFacts, row: Row): SourcePerson | null {
  const id = row.OwnerUserId ?? row.UserId
  const known = id ? user(id) : undefined
  if (id && known) {
    const name = known.name || `user${id}`
    return { externalId: id, name, displayName: name, createdAt: dateOf(known.createdAt) }
  }
  // A removed account leaves its name on the post, or nothing.
  const name = row.OwnerDisplayName ?? row.UserDisplayName
  return name ? { externalId: `name ${name}`, name, displayName: name } : null
}

function boostsOf({ hasVotes }: DumpFacts, { row, upvotes }: KeptPost): number {
  return hasVotes ? upvotes : Math.max(0, Number(row.Score ?? 0))
}

/** `<c++><linux>` in older dumps, `|c++|linux|` in newer ones. */
function tagsOf(text: string): string[] {
  return [...text.matchAll(/[^<>|]+/g)].map(([tag]) => tag.trim()).filter(Boolean)
}

function at(file: string, row: Row): Origin {
  return { file, position: `Id ${row.Id}` }
}
