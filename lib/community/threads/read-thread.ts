import type { z } from 'zod'
import { joinPostText, plainTexts } from '../../content'
import { topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { db, pool, queryRows } from '../../platform/db'
import { pageTags } from '../../platform/expiry'
import { pageOfReply } from '../../shared'
import { renderPosts } from '../mentions'
import { readCovering } from './read-covering'
import { plainLengthMax, readContested, readLandmarks, readReplies, readSameAs, readUseful } from './read-thread-parts'
import { usefulRepliesMin } from './read-useful-reply'
import { type ReplyRecord, ThreadRecord } from './thread-rows'
import type { Author, ThreadView } from './thread-view'
import { readTombstones } from './tombstones'

/**
 * A thread with one page of its replies, or null if it is missing, hidden or not for this viewer, or has no such page.
 * Replies are in order of time and never by boosts: people answer each other. Eight queries, however long the thread, one
 * more where people are mentioned, one where its authors deleted replies, and four more where the most useful of many replies is looked for.
 */
export async function readThread(viewer: Viewer, id: number, page = 1): Promise<ThreadView | null> {
  const [thread] = await queryRows(pool(), ThreadRecord, {
    name: 'thread',
    text: `select t.*, t.standing as resolution, left(x.plain, ${plainLengthMax}) as plain, p.name as author_name, p.display_name as author_display_name, p.role as author_role,
        o.slug as topic_slug, o.name as topic_name, r.slug as area_slug, r.name as area_name,
        array(select g.name from thread_tag x join tag g on g.id = x.tag_id where x.thread_id = t.id order by g.thread_count desc, g.name) as tags
      from thread t join topic o on o.id = t.topic_id join topic r on r.id = t.area_id left join person p on p.id = t.author_id
        ${joinPostText('x', 't.id', '0')}
      where t.id = $1 and t.hidden_at is null and ${topicIsVisible('o', '$2')}`,
    values: [id, visibilitiesFor(viewer)],
  })
  if (!thread) return null
  const [replies, { highest, newest, visible, deleted, accepted, boosted }, covering, contested, sameAs] = await Promise.all([
    readReplies(id, page),
    readLandmarks(id),
    readCovering(viewer, id),
    readContested(viewer, id),
    readSameAs(viewer, id),
  ])
  if (page > pageOfReply(highest)) return null
  const useful = page === 1 && accepted.length === 0 && !covering && visible >= usefulRepliesMin ? await readUseful(id) : null
  const tombstones = deleted ? await readTombstones(id, page) : []
  const posts = [
    { kind: 'thread' as const, id, body: thread.body },
    ...replies.map((row) => ({ kind: 'reply' as const, id: row.id, body: row.body })),
  ]
  const [html, ...replyHtml] = await renderPosts(db(), posts, [pageTags.thread(id)])
  const [plain, ...replyPlain] = (await plainTexts([thread, ...replies])).map((text) => text.slice(0, plainLengthMax))
  return {
    ...threadFields(thread),
    id,
    html: html as string,
    plain: plain as string,
    page,
    pageCount: pageOfReply(newest),
    replies: replies.map((row, i) => ({
      ...replyFields(row),
      html: replyHtml[i] as string,
      plain: replyPlain[i] as string,
      isAsker: row.author_id !== null && row.author_id === thread.author_id,
    })),
    tombstones,
    accepted,
    newest,
    boosted,
    covering,
    useful,
    sameAs,
    contested,
  }
}

type ThreadRow = z.infer<typeof ThreadRecord>
type ReplyRow = z.infer<typeof ReplyRecord>

/** What the row of a thread says by itself. */
function threadFields(row: ThreadRow) {
  return {
    slug: row.slug,
    title: row.title,
    body: row.body,
    state: row.state,
    resolution: row.resolution,
    author: authorOf(row),
    topic: { id: row.topic_id, slug: row.topic_slug, name: row.topic_name },
    area: { id: row.area_id, slug: row.area_slug, name: row.area_name },
    tags: row.tags,
    createdAt: row.created_at,
    editedAt: row.edited_at,
    activityAt: row.activity_at,
    replyCount: row.reply_count,
    replyBase: row.reply_base,
    boostCount: row.boost_count,
    viewCount: row.view_count,
    revisionNumber: row.revision_number,
    withdrawn: row.withdrawn_at !== null,
  }
}

/** What the row of a reply says by itself. */
function replyFields(row: ReplyRow) {
  return {
    id: row.id,
    number: row.number,
    body: row.body,
    author: authorOf(row),
    createdAt: row.created_at,
    editedAt: row.edited_at,
    acceptedAt: row.accepted_at,
    boostCount: row.boost_count,
    revisionNumber: row.revision_number,
    withdrawn: row.withdrawn_at !== null,
    answers: row.answers_opening ? 0 : row.answers_number,
  }
}

function authorOf({ author_name: name, author_display_name: displayName, author_role: role }: ThreadRow | ReplyRow): Author {
  return name !== null && displayName !== null && role !== null ? { name, displayName, role } : null
}
