import { z } from 'zod'
import { topicIsVisible } from '../../../identity/viewer'
import { pool, queryRows, type Visibility } from '../../../platform/db'
import { env } from '../../../platform/env'
import { urls } from '../../../shared'
import { rowsOf } from './read-sections'
import { keyed } from './sections'

/** A post as a file of its own. */
export type PostFile = { name: string; text: string; at: Date }

const Picture = z.object({ name: z.string() })

/** Returns the names of the pictures that this person added. Links to them lead to the copies in the archive. */
export async function picturesOf(personId: number): Promise<Set<string>> {
  const rows = await queryRows(pool(), Picture, 'select name from picture_upload where person_id = $1 order by name', [personId])
  return new Set(rows.map(({ name }) => name))
}

/**
 * Returns every question and reply as Markdown, with one batch in memory. Titles of others' threads are there only if
 * the person may see them.
 */
export async function* postFiles(personId: number, visibilities: Visibility[], pictures: Set<string>): AsyncGenerator<PostFile> {
  for await (const row of rowsOf(questions, personId)) yield questionFile(Question.parse(row), pictures)
  for await (const row of rowsOf(replies, personId, visibilities)) yield replyFile(Reply.parse(row), pictures)
}

const questions = keyed(
  'questions',
  `t.id, t.slug, t.title, o.name as topic, t.body, t.created_at,
   array(select g.name from thread_tag x join tag g on g.id = x.tag_id where x.thread_id = t.id order by g.name) as tags`,
  'thread t join topic o on o.id = t.topic_id where t.author_id = $1 and t.withdrawn_at is null',
  't.id',
)
const replies = keyed(
  'replies',
  'r.thread_id, r.number, r.body, r.created_at, r.accepted_at, t.slug, t.title',
  `reply r left join (thread t join topic o on o.id = t.topic_id and ${topicIsVisible('o', '$3')}) on t.id = r.thread_id and t.hidden_at is null
   where r.author_id = $1 and r.withdrawn_at is null`,
  'r.id',
)

const Question = z.object({
  id: z.int(),
  slug: z.string(),
  title: z.string(),
  topic: z.string(),
  body: z.string(),
  created_at: z.date(),
  tags: z.array(z.string()),
})
const Reply = z.object({
  thread_id: z.int(),
  number: z.int(),
  body: z.string(),
  created_at: z.date(),
  accepted_at: z.date().nullable(),
  /** Null if the person may no longer see the thread. */
  slug: z.string().nullable(),
  title: z.string().nullable(),
})

function questionFile({ id, slug, title, topic, tags, body, created_at: at }: z.infer<typeof Question>, pictures: Set<string>): PostFile {
  const head = { title, address: address(urls.thread({ id, slug })), topic, tags: tags.join(', '), asked: at.toISOString() }
  return { name: `posts/threads/${id}-${slug}.md`, text: withHead(head, withPictures(body, pictures)), at }
}

function replyFile(
  { thread_id: id, number, slug, title, body, created_at: at, accepted_at: accepted }: z.infer<typeof Reply>,
  pictures: Set<string>,
): PostFile {
  const head = {
    'reply to': title ?? `thread ${id}`,
    address: slug === null ? '' : address(urls.replyPlace({ id, slug }, number)),
    replied: at.toISOString(),
    accepted: accepted ? 'yes' : 'no',
  }
  return { name: `posts/replies/${id}-${number}.md`, text: withHead(head, withPictures(body, pictures)), at }
}

const address = (path: string) => `${env().siteUrl}${path}`

function withHead(head: Record<string, unknown>, body: string): string {
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
  return `---\n${lines.join('\n')}\n---\n\n${body}\n`
}

function withPictures(body: string, pictures: Set<string>): string {
  return body.replace(/(?<=^|[\s("'<])\/uploads\/([0-9a-f]{32}\.\w+)/g, (link, name) =>
    pictures.has(name) ? `../../pictures/${name}` : link,
  )
}
