import { dateOf, firstDate, isDated } from '../read-values'
import type { Origin, ReaderOptions, SourcePerson, SourceRecord, SourceReply, SourceThread, SourceTopic } from '../source'
import type { Gathered } from './gather'
import type { FoundPost } from './intake'
import type { Post } from './schemas'
import { isWritten, postHiddenBecause } from './visibility'

const likeAction = 2

/** A topic to be imported, with the posts to be imported. */
export type Chosen = { topic: Gathered; opening: ChosenPost; replies: ChosenPost[]; hidden?: string }
type ChosenPost = FoundPost & { hidden?: string }

/**
 * Decides which posts of a topic are imported. Returns records about the others. `restriction` is the reason why not
 * everyone may read its category, or null.
 */
export function choose(
  topic: Gathered,
  restriction: string | null,
  { includeHidden, restricted }: ReaderOptions,
): { chosen: Chosen | null; said: SourceRecord[] } {
  const said: SourceRecord[] = [...topic.duplicates]
  const written = topic.posts.filter(({ post }) => isWritten(post))
  const opening = written.find(({ post }) => post.post_number === 1)
  const openingHidden = opening && postHiddenBecause(opening.post)
  const hidden = topic.hidden ?? (openingHidden ? `opening post ${openingHidden}` : null)
  const closed = restriction !== null && !restricted ? restriction : null
  const reason = closed || (includeHidden ? null : hidden)
  if (reason) {
    const at = { file: topic.file, position: `topic ${topic.id}` }
    said.push({
      kind: 'withheld',
      subject: 'thread',
      externalId: String(topic.id),
      title: topic.head.title,
      reason,
      ...at,
    })
    return { chosen: null, said }
  }
  if (topic.incomplete) said.push(topic.incomplete)
  if (!opening) {
    const others =
      written.length > 0 ? `, so ${written.length === 1 ? 'its other post was' : `its ${written.length} other posts were`} left out` : ''
    said.push({
      kind: 'problem',
      file: topic.file,
      position: 'post 1',
      message: `the first post of topic ${topic.id} is not in the export${others}`,
    })
    return { chosen: null, said }
  }
  const replies: ChosenPost[] = []
  for (const found of written) {
    if (found === opening) continue
    const reason = postHiddenBecause(found.post)
    if (reason && !includeHidden) {
      const externalId = String(found.post.id)
      said.push({
        kind: 'withheld',
        subject: 'reply',
        externalId,
        title: topic.head.title,
        reason,
        file: found.file,
        position: placeOf(found).position,
      })
    } else replies.push(reason ? { ...found, hidden: reason } : found)
  }
  return { chosen: { topic, opening, replies, ...(hidden && { hidden }) }, said }
}

/**
 * Returns a chosen topic as a thread. The texts are those of the opening and of the replies, in order. `idOf` returns
 * the id of a username, for posts without one.
 */
export function threadOf(
  { topic: { id, head, file, complete, latest }, opening, replies, hidden }: Chosen,
  [body = '', ...bodies]: string[],
  topic: SourceTopic,
  idOf: (username: string) => number | undefined,
): SourceThread {
  const createdAt = firstDate(opening.post.created_at, head.created_at)
  const activityAt = firstDate(head.last_posted_at, ...replies.map(({ post }) => post.created_at).reverse())
  const idOfNumber = new Map(replies.map(({ post }) => [post.post_number, String(post.id)]))
  const addressed = new Set<number>()
  return {
    kind: 'thread',
    externalId: String(id),
    title: head.title,
    body,
    author: authorOf(opening.post, idOf),
    topic,
    tags: head.tags ?? [],
    createdAt,
    activityAt: isDated(activityAt) ? activityAt : createdAt,
    closed: head.closed === true || head.archived === true,
    boosts: likesOf(opening.post),
    views: head.views ?? 0,
    repliesElsewhere: 0,
    addresses: [`/t/${id}`],
    replies: replies.map((found, i): SourceReply => {
      const { post } = found
      const isFirst = !addressed.has(post.post_number) && addressed.add(post.post_number) !== undefined
      return {
        externalId: String(post.id),
        body: bodies[i] ?? '',
        author: authorOf(post, idOf),
        createdAt: dateOf(post.created_at),
        accepted: post.accepted_answer === true || head.accepted_answer?.post_number === post.post_number,
        boosts: likesOf(post),
        answers: post.reply_to_post_number === 1 ? 'opening' : (idOfNumber.get(post.reply_to_post_number ?? -1) ?? null),
        addresses: isFirst && post.post_number > 1 ? [`/t/${id}/${post.post_number}`] : [],
        ...(found.hidden && { hidden: found.hidden }),
        ...updatedOf(post),
        at: placeOf(found),
      }
    }),
    links: linksOf(
      id,
      [opening, ...replies].filter((found) => !found.hidden).map(({ post }) => post),
    ),
    ...(hidden && { hidden }),
    complete,
    ...(latest > 0 && { age: { latest: new Date(latest).toISOString(), views: head.views ?? null } }),
    ...updatedOf(opening.post),
    at: { file, position: `topic ${id}` },
  }
}

function updatedOf({ updated_at }: Post): { updatedAt?: Date } {
  const updatedAt = dateOf(updated_at)
  return isDated(updatedAt) ? { updatedAt } : {}
}

function placeOf({ file, position, post }: FoundPost): Origin {
  return { file, position: position === 'whole file' ? `post ${post.id}` : `${position}, post ${post.id}` }
}

/** The source keeps the posts of deleted people without their names. */
function authorOf({ username, user_id, name }: Post, idOf: (username: string) => number | undefined): SourcePerson | null {
  if (!username?.trim()) return null
  return { externalId: String(user_id ?? idOf(username) ?? username), name: username, displayName: name?.trim() || username }
}

function likesOf({ actions_summary, like_count }: Post): number {
  return actions_summary?.find((action) => action.id === likeAction)?.count ?? like_count ?? 0
}

function linksOf(topicId: number, posts: Post[]): SourceThread['links'] {
  const targets = new Set<string>()
  for (const { link_counts } of posts) {
    for (const link of link_counts ?? []) {
      const target = link.internal && !link.reflection ? /\/t\/(?:[^/]+\/)?(\d+)(?:\/\d+)?(?:[?#].*)?$/.exec(link.url)?.[1] : undefined
      if (target && target !== String(topicId)) targets.add(target)
    }
  }
  return [...targets].map((toExternalId) => ({ toExternalId, kind: 'link' as const }))
}
