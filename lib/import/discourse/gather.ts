import type { SourceDuplicate, SourceIncomplete } from '../source'
import type { FoundPost } from './intake'
import { joinPosts } from './join-posts'
import { type FoundHead, timeOf } from './kept'
import type { Post, TopicHead } from './schemas'
import { looseHiddenBecause, topicHiddenBecause } from './visibility'

/** A topic put together from all files that tell of it. */
export type Gathered = {
  id: number
  /** The newest of its heads; made of its posts where there is none. */
  head: TopicHead
  file: string
  /** By number, each once. */
  posts: FoundPost[]
  hidden: string | null
  duplicates: SourceDuplicate[]
  incomplete: SourceIncomplete | null
  /** All posts are there that the source itself counts. */
  complete: boolean
}

const idsListedMax = 100

/** Puts a topic together. Null for one of which a list has only the name. `elsewhere` are posts that moved to other topics. */
export function gather(id: number, found: (FoundHead | FoundPost)[], elsewhere: (postId: number) => string | null): Gathered | null {
  const all = found.filter((item): item is FoundPost => item.kind === 'post')
  const here = all.filter(({ post }) => elsewhere(post.id) === null)
  const moved = all.filter((item) => !here.includes(item))
  if (here.length === 0 && moved.length === 0 && !found.some((item) => item.kind === 'head' && item.stream.length > 0)) return null
  const { posts, duplicates } = joinPosts(here)
  // A list of topics knows less than a topic's own file, also where it is newer.
  const told = found.filter((item): item is FoundHead => item.kind === 'head')
  const own = told.filter(({ form }) => form === 'topic')
  const heads = (own.length > 0 ? own : told).map((item) => ({ item, age: ageOf(item, all) }))
  const newest = heads.reduce<(typeof heads)[number] | null>((best, next) => (best && !isNewer(next.age, best.age) ? best : next), null)
  const loose = posts.map(({ post }) => post)
  const head = withNewerName(newest?.item.head ?? headOf(id, loose), loose, newest?.age[0] ?? 0)
  const ofSameAge = heads.filter(({ age }) => age[0] === newest?.age[0]).map(({ item }) => topicHiddenBecause(item.head))
  const present = new Set(all.map(({ post }) => post.id))
  const incomplete = newest ? incompleteOf(newest.item, head.title, present, elsewhere) : null
  return {
    id,
    head,
    file: newest?.item.file ?? posts[0]?.file ?? '',
    posts,
    hidden: newest ? (ofSameAge.find(Boolean) ?? null) : looseHiddenBecause(loose),
    duplicates: [
      ...duplicates,
      ...moved.map(
        ({ file, post }): SourceDuplicate => ({
          kind: 'duplicate',
          file,
          position: `post ${post.id}`,
          message: `${elsewhere(post.id)} has it in another topic, to which it was moved`,
        }),
      ),
    ],
    incomplete,
    complete: newest !== null && isCounted(newest.item) && incomplete === null,
  }
}

function isCounted({ head, stream }: FoundHead): boolean {
  return stream.length > 0 || typeof head.posts_count === 'number'
}

/** How new a head is: by the latest date it shows, then by what grows. */
function ageOf({ head, file, stream }: FoundHead, posts: FoundPost[]): number[] {
  const own = posts.filter((item) => item.file === file).map(({ post }) => timeOf(post.updated_at))
  const latest = own.reduce((a, b) => Math.max(a, b), Math.max(timeOf(head.last_posted_at), timeOf(head.bumped_at)))
  return [latest, head.posts_count ?? 0, head.views ?? 0, stream.length]
}

function isNewer(a: number[], b: number[]): boolean {
  const i = a.findIndex((value, i) => value !== b[i])
  return i >= 0 && (a[i] as number) > (b[i] as number)
}

/** A post that was written after the head was saved knows the topic's newer name and place. */
function withNewerName(head: TopicHead, posts: Post[], since: number): TopicHead {
  const newer = posts
    .filter((post) => post.topic_title && timeOf(post.updated_at) > since)
    .sort(byUpdate)
    .at(-1)
  return newer ? { ...head, title: newer.topic_title as string, category_id: newer.category_id ?? head.category_id } : head
}

/** What posts say of a topic that no file tells of. */
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
    details: null,
  }
}

function byUpdate(a: Post, b: Post): number {
  return timeOf(a.updated_at) - timeOf(b.updated_at)
}

/** What the source counts in the topic and no file has. */
function incompleteOf(
  { file, head, stream }: FoundHead,
  title: string,
  present: Set<number>,
  elsewhere: (postId: number) => string | null,
): SourceIncomplete | null {
  const ids = stream.filter((id) => !present.has(id) && elsewhere(id) === null)
  const counted = Math.max(head.posts_count ?? 0, stream.length)
  // Posts that nobody counts any more, deleted ones, may be there too: the list of ids knows better where there is one.
  const missing = stream.length > 0 ? ids.length : Math.max(0, counted - present.size)
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
