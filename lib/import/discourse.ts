import { z } from 'zod'
import { storable } from '../content/checked-text'
import { convertAll } from '../content/convert'
import { filesOf, textOf } from './files'
import type { Progress, SourceRecord, SourceReply, SourceThread } from './source'

const postSchema = z.object({
  id: z.number(),
  post_number: z.number().int().positive(),
  post_type: z.number().default(1),
  topic_id: z.number(),
  topic_slug: z.string().optional(),
  topic_title: z.string().optional(),
  category_id: z.number().nullish(),
  username: z.string(),
  name: z.string().nullish(),
  user_id: z.number().nullish(),
  created_at: z.coerce.date(),
  cooked: z.string().default(''),
  raw: z.string().optional(),
  reply_to_post_number: z.number().nullish(),
  accepted_answer: z.boolean().optional(),
  actions_summary: z.array(z.object({ id: z.number(), count: z.number().optional() })).default([]),
  like_count: z.number().optional(),
  link_counts: z.array(z.object({ url: z.string(), internal: z.boolean(), reflection: z.boolean().optional() })).optional(),
  action_code: z.string().nullish(),
  deleted_at: z.string().nullish(),
})
type Post = z.infer<typeof postSchema>

const topicSchema = z.object({
  id: z.number(),
  title: z.string(),
  category_id: z.number().nullish(),
  created_at: z.coerce.date(),
  last_posted_at: z.coerce.date().nullish(),
  views: z.number().default(0),
  closed: z.boolean().default(false),
  archived: z.boolean().default(false),
  tags: z.array(z.union([z.string(), z.object({ name: z.string() }).transform((tag) => tag.name)])).default([]),
  accepted_answer: z.object({ post_number: z.number() }).nullish(),
  post_stream: z.object({ posts: z.array(z.unknown()) }),
})

/** What /admin/users/list/active.json?show_emails=true answers. */
const usersSchema = z.array(z.object({ id: z.number(), username: z.string(), email: z.string().nullish() })).min(1)

type TopicHead = Omit<z.infer<typeof topicSchema>, 'post_stream'>

const likeAction = 2
/** 1 is a post by a person, 2 a moderator's; others are lines such as "closed this topic". */
const writtenPostTypes = [1, 2]

/**
 * Reads a Discourse export: a folder or archive of JSON files, each what /t/ID.json answers (a topic with its posts) or
 * what /posts/ID.json answers (one post; posts are gathered by topic once all are read), or what
 * /admin/users/list/active.json?show_emails=true answers: people may then take over what they wrote.
 */
export async function* readDiscourse(source: string, progress: Progress): AsyncIterable<SourceRecord> {
  const loose = new Map<number, Post[]>()
  for await (const file of filesOf(source, (name) => name.endsWith('.json'), progress)) {
    let json: unknown
    try {
      json = JSON.parse(await textOf(file))
    } catch (error) {
      yield problem(file.name, 'whole file', `no valid JSON: ${(error as Error).message}`)
      continue
    }
    const users = usersSchema.safeParse(json)
    if (users.success) yield* addressesOf(users.data)
    else if (typeof json === 'object' && json && 'post_stream' in json) yield* readTopic(file.name, json)
    else {
      const post = postSchema.safeParse(json)
      if (!post.success) yield problem(file.name, 'whole file', `neither a topic nor a post: ${reasonOf(post.error)}`)
      else loose.set(post.data.topic_id, [...(loose.get(post.data.topic_id) ?? []), post.data])
    }
  }
  for (const [topicId, posts] of loose) yield await threadOfLoosePosts(topicId, posts)
}

function* addressesOf(users: z.infer<typeof usersSchema>): Iterable<SourceRecord> {
  for (const { id, email } of users) if (email) yield { kind: 'address', personId: String(id), email }
}

async function* readTopic(file: string, json: object): AsyncIterable<SourceRecord> {
  const topic = topicSchema.safeParse(json)
  if (!topic.success) {
    yield problem(file, 'topic', reasonOf(topic.error))
    return
  }
  const posts: Post[] = []
  for (const [i, raw] of topic.data.post_stream.posts.entries()) {
    const post = postSchema.safeParse(raw)
    if (post.success) posts.push(post.data)
    else yield problem(file, `post_stream.posts[${i}]`, reasonOf(post.error))
  }
  yield await threadOf(file, topic.data, posts)
}

function threadOfLoosePosts(topicId: number, posts: Post[]): Promise<SourceRecord> {
  posts.sort((a, b) => a.post_number - b.post_number)
  const first = posts[0] as Post
  const title = first.topic_title ?? first.topic_slug?.replaceAll('-', ' ') ?? `Topic ${topicId}`
  const head: TopicHead = {
    id: topicId,
    title: title.charAt(0).toUpperCase() + title.slice(1),
    category_id: first.category_id ?? null,
    created_at: first.created_at,
    views: 0,
    closed: false,
    archived: false,
    tags: [],
  }
  return threadOf(`topic ${topicId}`, head, posts)
}

async function threadOf(file: string, topic: TopicHead, posts: Post[]): Promise<SourceRecord> {
  // A flagged post keeps its place: the source answers a line in place of its text, which readers saw there too.
  const written = posts.filter((post) => writtenPostTypes.includes(post.post_type) && !post.action_code && !post.deleted_at)
  const opening = written.find((post) => post.post_number === 1)
  if (!opening) return problem(file, 'post 1', `topic ${topic.id} has no opening post`)
  const replies = written.filter((post) => post !== opening).sort((a, b) => a.post_number - b.post_number)
  const idOfNumber = new Map(replies.map((post) => [post.post_number, String(post.id)]))
  const [body, ...bodies] = await bodiesOf([opening, ...replies])
  const thread: SourceThread = {
    kind: 'thread',
    externalId: String(topic.id),
    title: storable(topic.title),
    body: body as string,
    author: authorOf(opening),
    topic: {
      externalId: String(topic.category_id ?? 0),
      name: topic.category_id ? `Category ${topic.category_id}` : 'Uncategorised',
      unnamed: true,
    },
    tags: topic.tags,
    createdAt: opening.created_at,
    activityAt: topic.last_posted_at ?? replies.at(-1)?.created_at ?? opening.created_at,
    closed: topic.closed || topic.archived,
    boosts: likesOf(opening),
    views: topic.views,
    repliesElsewhere: 0,
    addresses: [`/t/${topic.id}`],
    replies: replies.map(
      (post, i): SourceReply => ({
        externalId: String(post.id),
        body: bodies[i] as string,
        author: authorOf(post),
        createdAt: post.created_at,
        accepted: post.accepted_answer === true || topic.accepted_answer?.post_number === post.post_number,
        boosts: likesOf(post),
        answers: post.reply_to_post_number === 1 ? 'opening' : (idOfNumber.get(post.reply_to_post_number ?? -1) ?? null),
        addresses: [`/t/${topic.id}/${post.post_number}`],
      }),
    ),
    links: linksOf(topic.id, written),
  }
  return thread
}

/** The text of each post, as its writer wrote it where the export says so. */
async function bodiesOf(posts: Post[]): Promise<string[]> {
  const cooked = posts.filter(({ raw }) => raw === undefined)
  const converted = await convertAll(cooked.map((post) => post.cooked))
  const textOf = new Map(cooked.map((post, i) => [post, converted[i] as string]))
  return posts.map((post) => storable(post.raw ?? (textOf.get(post) as string)))
}

function authorOf(post: Post) {
  return { externalId: String(post.user_id ?? post.username), name: post.username, displayName: post.name?.trim() || post.username }
}

function likesOf(post: Post): number {
  return post.actions_summary.find((action) => action.id === likeAction)?.count ?? post.like_count ?? 0
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

function reasonOf(error: z.ZodError): string {
  const issue = error.issues[0]
  return `${issue?.path.join('.') || 'value'}: ${issue?.message}`
}

function problem(file: string, position: string, message: string): SourceRecord {
  return { kind: 'problem', file, position, message }
}
