import type { SourceDuplicate, SourceIncomplete } from '../source'
import type { FoundHead, FoundPost } from './intake'
import { joinPosts } from './join-posts'
import { timeOf } from './kept'
import type { Post, TopicHead } from './schemas'
import { isWritten, looseHiddenBecause, topicHiddenBecause } from './visibility'

/** A topic, put together from all files that have a part of it. */
export type Gathered = {
  id: number
  /** The newest head, or one made from the posts if there is none. */
  head: TopicHead
  file: string
  /** Each post once, by number. */
  posts: FoundPost[]
  hidden: string | null
  duplicates: SourceDuplicate[]
  incomplete: SourceIncomplete | null
  /** True if the export has all posts that the source counts. */
  complete: boolean
  /** The latest date in the newest head, in milliseconds, or 0. */
  latest: number
}

const idsListedMax = 100

/**
 * Puts a topic together. Returns null if there is only a list with its name. `elsewhere` returns the file in which a
 * post is in another topic, to which it was moved.
 */
export function gather(id: number, found: (FoundHead | FoundPost)[], elsewhere: (postId: number) => string | null): Gathered | null {
  const all = found.filter((item): item is FoundPost => item.kind === 'post')
  const here: FoundPost[] = []
  const moved: FoundPost[] = []
  for (const item of all) (elsewhere(item.post.id) === null ? here : moved).push(item)
  if (here.length === 0 && moved.length === 0 && !found.some((item) => item.kind === 'head' && item.stream.length > 0)) return null
  const { posts, duplicates } = joinPosts(here)
  const latestOf = latestByFile(all)
  // A list of topics has less than a topic's own file, even if the list is newer.
  const told = found.filter((item): item is FoundHead => item.kind === 'head')
  const own = told.filter(({ form }) => form === 'topic')
  const heads = (own.length > 0 ? own : told).map((item) => ({ item, age: ageOf(item, latestOf) }))
  const newest = heads.reduce<(typeof heads)[number] | null>((best, next) => (best && !isNewer(next.age, best.age) ? best : next), null)
  const loose = posts.map(({ post }) => post)
  const head = withNewerName(newest?.item.head ?? headOf(id, loose), loose, newest?.age[0] ?? 0)
  const ofSameAge = heads.filter(({ age }) => age[0] === newest?.age[0]).map(({ item }) => topicHiddenBecause(item.head))
  const incomplete = newest ? incompleteOf(newest.item, head.title, { all, posts, elsewhere }) : null
  return {
    id,
    head,
    file: newest?.item.file ?? posts[0]?.file ?? '',
    posts,
    hidden: newest ? (ofSameAge.find(Boolean) ?? looseHiddenBecause(since(here, newest.age[0] ?? 0))) : looseHiddenBecause(loose),
    duplicates: [
      ...duplicates,
      ...moved.map(
        ({ file, post }): SourceDuplicate => ({
          kind: 'duplicate',
          file,
          position: `post ${post.id}`,
          message: `${elsewhere(post.id)} has it in the topic to which it was moved`,
        }),
      ),
    ],
    incomplete,
    complete: newest !== null && isWhole(newest.item, loose) && incomplete === null,
    latest: newest?.age[0] ?? 0,
  }
}

/** Whether a head shows which posts are gone: by a complete list of ids, or by a count that the written posts reach. */
function isWhole({ head, stream }: FoundHead, posts: Post[]): boolean {
  if (stream.length > 0) return stream.length >= (head.posts_count ?? 0)
  return typeof head.posts_count === 'number' && posts.filter((post) => isWritten(post) && isAlive(post)).length >= head.posts_count
}

function isAlive({ deleted_at, user_deleted }: Post): boolean {
  return !deleted_at && !user_deleted
}

/** Returns the latest date of the posts of each file. */
function latestByFile(posts: FoundPost[]): Map<string, number> {
  const latest = new Map<string, number>()
  for (const { file, post } of posts) latest.set(file, Math.max(latest.get(file) ?? 0, timeOf(post.updated_at) || timeOf(post.created_at)))
  return latest
}

/** Returns the age of a head, to be compared: first the latest date in it, then numbers that grow. */
function ageOf({ head, file, stream }: FoundHead, latestOf: Map<string, number>): number[] {
  const latest = Math.max(latestOf.get(file) ?? 0, timeOf(head.last_posted_at), timeOf(head.bumped_at))
  return [latest, head.posts_count ?? 0, head.views ?? 0, stream.length]
}

function isNewer(a: number[], b: number[]): boolean {
  const i = a.findIndex((value, i) => value !== b[i])
  return i >= 0 && (a[i] ?? 0) > (b[i] ?? 0)
}

/** Returns posts saved one by one that are no older than the head. They may show that the topic has become private. */
function since(found: FoundPost[], time: number): Post[] {
  return found.filter(({ form, post }) => form === 'loose' && timeOf(post.updated_at) >= time).map(({ post }) => post)
}

/** A post that was written after the head was saved has the newer title and category of the topic. */
function withNewerName(head: TopicHead, posts: Post[], since: number): TopicHead {
  const newer = posts
    .filter((post) => post.topic_title && timeOf(post.updated_at) > since)
    .sort(byUpdate)
    .at(-1)
  return newer
    ? {
        ...head,
        title: newer.topic_title ?? head.title,
        category_id: newer.category_id === undefined ? head.category_id : newer.category_id,
      }
    : head
}

/** Makes a head from the posts of a topic that has none. */
function headOf(id: number, posts: Post[]): TopicHead {
  const latest = [...posts].sort(byUpdate).reverse()
  const slug = latest.find((post) => post.topic_slug)?.topic_slug
  const title = latest.find((post) => post.topic_title)?.topic_title ?? slug?.replaceAll('-', ' ') ?? ''
  return {
    id,
    title: title.charAt(0).toUpperCase() + title.slice(1),
    category_id: latest.find((post) => post.category_id)?.category_id ?? null,
    tags: null,
    created_at: null,
    last_posted_at: null,
    bumped_at: null,
    views: null,
    posts_count: null,
    closed: null,
    archived: null,
    accepted_answer: null,
    archetype: null,
    subtype: null,
    visible: null,
    deleted_at: null,
    unclear: null,
    details: null,
  }
}

function byUpdate(a: Post, b: Post): number {
  return timeOf(a.updated_at) - timeOf(b.updated_at)
}

/** The posts of a topic: all copies that were found, and the newest copy of each that is still in it. `elsewhere` as for `gather`. */
type TopicPosts = { all: FoundPost[]; posts: FoundPost[]; elsewhere: (postId: number) => string | null }

/** Returns which posts the source counts and no file has, or null. */
function incompleteOf({ file, head, stream }: FoundHead, title: string, { all, posts, elsewhere }: TopicPosts): SourceIncomplete | null {
  const present = new Set(all.map(({ post }) => post.id))
  const ids = stream.filter((id) => !present.has(id) && elsewhere(id) === null)
  const counted = Math.max(head.posts_count ?? 0, stream.length)
  // A list may be shorter than the count, as for a summary. Deleted posts that are not in the list are not in the count
  // either.
  const deleted = new Set(posts.filter(({ post }) => !isAlive(post)).map(({ post }) => post.id))
  const known = new Set([...stream, ...[...present].filter((id) => !deleted.has(id))])
  const missing = ids.length + Math.max(0, counted - known.size)
  if (missing === 0) return null
  return {
    kind: 'incomplete',
    externalId: String(head.id),
    title,
    file,
    posts: counted,
    missing,
    ids: ids.slice(0, idsListedMax).map(String),
  }
}
