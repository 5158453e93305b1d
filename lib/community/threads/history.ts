import { z } from 'zod'
import { topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { pool, queryRows } from '../../platform/db'

/** An earlier state of a post. A reply has no title. */
export type PostRevision = {
  number: number
  title: string
  body: string
  note: string
  createdAt: Date
  /** When an editor removed its text. */
  redactedAt: Date | null
  author: { name: string; displayName: string } | null
}

/** States on one page of a history. */
const pageSize = 10

const state = { body: z.string(), created_at: z.date(), name: z.string().nullable(), display_name: z.string().nullable() }
const Post = z.object({ id: z.int(), slug: z.string(), title: z.string(), ...state })
const Reply = Post.extend({ reply_id: z.int() })
const ReplyRevision = z.object({ number: z.int(), note: z.string(), redacted_at: z.date().nullable(), ...state })
const ThreadRevision = ReplyRevision.extend({ title: z.string() })

/**
 * One page of a post's earlier states, the newest first. `older` is the state before the last of them, to compare with it. If there is one,
 * the next page begins with it.
 */
export type PostHistoryPage = { id: number; slug: string; title: string; revisions: PostRevision[]; older: PostRevision | null }

/** Returns states of a thread's opening, those before number `before` if it is given, or null for a thread that the viewer may not see. */
export async function readThreadHistory(viewer: Viewer, threadId: number, before: number | null = null): Promise<PostHistoryPage | null> {
  const [thread] = await queryRows(
    pool(),
    Post,
    `select t.id, t.slug, t.title, t.body, t.created_at, p.name, p.display_name from thread t join topic o on o.id = t.topic_id left join person p on p.id = t.author_id
     where t.id = $1 and t.hidden_at is null and t.withdrawn_at is null and ${topicIsVisible('o', '$2')}`,
    [threadId, visibilitiesFor(viewer)],
  )
  if (!thread) return null
  const rows = await queryRows(
    pool(),
    ThreadRevision,
    `select v.number, v.title, v.body, v.note, v.created_at, v.redacted_at, p.name, p.display_name from thread_revision v left join person p on p.id = v.author_id
     where v.thread_id = $1 and ($2::int is null or v.number < $2) order by v.number desc limit $3`,
    [threadId, before, pageSize + 1],
  )
  return pageOf(thread, rows.map(revisionOf), before)
}

/** The same for a reply by its number. */
export async function readReplyHistory(
  viewer: Viewer,
  threadId: number,
  number: number,
  before: number | null = null,
): Promise<PostHistoryPage | null> {
  const [reply] = await queryRows(
    pool(),
    Reply,
    `select r.id as reply_id, t.id, t.slug, t.title, r.body, r.created_at, p.name, p.display_name from reply r
     join thread t on t.id = r.thread_id join topic o on o.id = t.topic_id left join person p on p.id = r.author_id
     where r.thread_id = $1 and r.number = $2 and r.hidden_at is null and r.withdrawn_at is null and t.hidden_at is null and ${topicIsVisible('o', '$3')}`,
    [threadId, number, visibilitiesFor(viewer)],
  )
  if (!reply) return null
  const rows = await queryRows(
    pool(),
    ReplyRevision,
    `select v.number, v.body, v.note, v.created_at, v.redacted_at, p.name, p.display_name from reply_revision v left join person p on p.id = v.author_id
     where v.reply_id = $1 and ($2::int is null or v.number < $2) order by v.number desc limit $3`,
    [reply.reply_id, before, pageSize + 1],
  )
  const page = pageOf(reply, rows.map(revisionOf), before)
  return page && { ...page, revisions: page.revisions.map(withoutTitle), older: page.older && withoutTitle(page.older) }
}

function pageOf(post: z.infer<typeof Post>, revisions: PostRevision[], before: number | null): PostHistoryPage | null {
  const head = { id: post.id, slug: post.slug, title: post.title }
  if (revisions.length > 0) return { ...head, revisions: revisions.slice(0, pageSize), older: revisions[pageSize] ?? null }
  // Until the first edit the post itself is its only revision.
  return before === null ? { ...head, revisions: [revisionOf({ ...post, number: 1, note: '', redacted_at: null })], older: null } : null
}

function withoutTitle(revision: PostRevision): PostRevision {
  return { ...revision, title: '' }
}

function revisionOf(row: z.infer<typeof ReplyRevision> & { title?: string }): PostRevision {
  return {
    number: row.number,
    title: row.title ?? '',
    body: row.body,
    note: row.note,
    createdAt: row.created_at,
    redactedAt: row.redacted_at,
    author: row.name ? { name: row.name, displayName: row.display_name ?? '' } : null,
  }
}
