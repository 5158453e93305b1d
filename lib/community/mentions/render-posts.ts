import { z } from 'zod'
import { hasMentions, mentionsInHtml, renderMarked, withMentions } from '../../content'
import { type Db, pool, queryRows } from '../../platform/db'
import { mentionKey, urls } from '../../shared'
import { findNamed } from './find-named'
import type { PostKey } from './post'

export type PostToRender = PostKey & { body: string }

/**
 * Returns the HTML of posts, in order, as `renderBodies()` does, with mentions that lead to people under their present addresses. One
 * statement more where a text may have a mention.
 */
export async function renderPosts(db: Db, posts: PostToRender[], pages: string[]): Promise<string[]> {
  const html = await renderMarked(
    db,
    posts.map(({ body }) => body),
    pages,
  )
  const addresses = await readAddresses(posts.filter((_, i) => hasMentions(html[i] ?? '')))
  return posts.map((post, i) => withMentions(html[i] ?? '', (name) => addresses.get(keyOf(post, mentionKey(name))) ?? null))
}

/** Returns the HTML of a text that somebody is writing: whom a name means now. */
export async function withMentionsNow(html: string): Promise<string> {
  const addresses = await findNamed(mentionsInHtml(html))
  return withMentions(html, (name) => addresses.get(mentionKey(name)) ?? null)
}

const keyOf = ({ kind, id }: PostKey, name: string) => `${kind} ${id} ${name}`

const Named = z.object({ thread_id: z.int().nullable(), reply_id: z.int().nullable(), written: z.string(), name: z.string() })

async function readAddresses(posts: PostKey[]): Promise<Map<string, string>> {
  if (posts.length === 0) return new Map()
  const ids = (kind: PostKey['kind']) => posts.filter((post) => post.kind === kind).map(({ id }) => id)
  const rows = await queryRows(pool(), Named, {
    name: 'mentions',
    text: `select m.thread_id, m.reply_id, w.written, p.name
      from (select * from mention where thread_id = any($1::int[]) union all select * from mention where reply_id = any($2::int[])) m
      join person p on p.id = m.person_id and p.erased_at is null cross join unnest(m.names) w(written)`,
    values: [ids('thread'), ids('reply')],
  })
  return new Map(
    rows.map(({ thread_id: threadId, reply_id: replyId, written, name }) => [
      keyOf(threadId === null ? { kind: 'reply', id: replyId ?? 0 } : { kind: 'thread', id: threadId }, written),
      urls.person(name),
    ]),
  )
}
