import { excerpt, joinPostText, plainTexts, renderBodies } from '../../content'
import { type Viewer, visibilitiesFor } from '../../identity/viewer'
import { db, pool } from '../../platform/db'
import { pageTags } from '../../platform/expiry'
import { repliesPageSize } from '../../shared'
import { type CoveringAnswer, readCovering } from './read-covering'
import { readUsefulReply, type UsefulReply, usefulRepliesMin } from './read-useful-reply'

type Author = { name: string; displayName: string; role: 'member' | 'editor' | 'admin' } | null

/** A reply as its thread shows it. */
export type ReplyView = {
  id: number
  number: number
  html: string
  body: string
  /** The beginning of its words, for programs. */
  plain: string
  author: Author
  isAsker: boolean
  createdAt: Date
  editedAt: Date | null
  acceptedAt: Date | null
  boostCount: number
  revisionNumber: number
  /** Its author took the text back: there is nothing to read, and nothing to do with it. */
  withdrawn: boolean
  /** Number of the reply it answers, 0 for the opening, null if it says nothing. */
  answers: number | null
}

/** Everything a thread's page shows. */
export type ThreadView = {
  id: number
  slug: string
  title: string
  html: string
  body: string
  /** The beginning of its words, for programs. */
  plain: string
  state: 'open' | 'closed'
  resolution: 'unanswered' | 'answered' | 'covered'
  author: Author
  topic: { id: number; slug: string; name: string }
  area: { id: number; slug: string; name: string }
  tags: string[]
  createdAt: Date
  editedAt: Date | null
  activityAt: Date
  replyCount: number
  replyBase: number
  boostCount: number
  viewCount: number
  revisionNumber: number
  /** The question was taken back by its author; replies of others stay. */
  withdrawn: boolean
  replies: ReplyView[]
  page: number
  pageCount: number
  accepted: { number: number; page: number }[]
  covering: CoveringAnswer | null
  /** Threads that an editor, or the source of an import, says ask the same: this one points to them. */
  sameAs: { id: number; slug: string; title: string }[]
  /** On the first page of a long thread that has neither an accepted reply nor an answer. */
  useful: UsefulReplyView | null
  /** Answers that the asker said miss this case. */
  contested: { id: number; slug: string; title: string; reason: string }[]
}

/** The reply that is probably the most useful. */
export type UsefulReplyView = UsefulReply & { page: number; author: string | null; passage: string }

/** As much of a post's words as programs are told. */
const plainLengthMax = 5_000

/**
 * A thread with one page of its replies, or null if it is missing, hidden or not for this viewer. Replies stand in order
 * of time and never by boosts: people answer each other. Eight queries, however long the thread, and
 * four more where the most useful of many replies is looked for.
 */
export async function readThread(viewer: Viewer, id: number, page = 1): Promise<ThreadView | null> {
  const {
    rows: [thread],
  } = await pool().query({
    name: 'thread',
    text: `select t.*, t.standing as resolution, left(x.plain, ${plainLengthMax}) as plain, p.name as author_name, p.display_name as author_display_name, p.role as author_role,
        o.slug as topic_slug, o.name as topic_name, r.slug as area_slug, r.name as area_name,
        array(select g.name from thread_tag x join tag g on g.id = x.tag_id where x.thread_id = t.id order by g.thread_count desc, g.name) as tags,
        (select count(*) from reply where thread_id = t.id and hidden_at is null)::int as visible_replies
      from thread t join topic o on o.id = t.topic_id join topic r on r.id = t.area_id left join person p on p.id = t.author_id
        ${joinPostText('x', 't.id', '0')}
      where t.id = $1 and t.hidden_at is null and o.visibility = any($2::visibility[])`,
    values: [id, visibilitiesFor(viewer)],
  })
  if (!thread) return null
  const [replies, accepted, covering, contested, sameAs] = await Promise.all([
    readReplies(id, page),
    readAccepted(id),
    readCovering(viewer, id),
    readContested(viewer, id),
    readSameAs(viewer, id),
  ])
  const useful =
    page === 1 && accepted.length === 0 && !covering && thread.visible_replies >= usefulRepliesMin ? await readUseful(id) : null
  const [html, ...replyHtml] = await renderBodies(db(), [thread.body, ...replies.map((row) => row.body)], [pageTags.thread(id)])
  const [plain, ...replyPlain] = (await plainTexts([thread, ...replies])).map((text) => text.slice(0, plainLengthMax))
  return {
    id,
    slug: thread.slug,
    title: thread.title,
    html: html as string,
    body: thread.body,
    plain: plain as string,
    state: thread.state,
    resolution: thread.resolution,
    author: authorOf(thread),
    topic: { id: thread.topic_id, slug: thread.topic_slug, name: thread.topic_name },
    area: { id: thread.area_id, slug: thread.area_slug, name: thread.area_name },
    tags: thread.tags,
    createdAt: thread.created_at,
    editedAt: thread.edited_at,
    activityAt: thread.activity_at,
    replyCount: thread.reply_count,
    replyBase: thread.reply_base,
    boostCount: thread.boost_count,
    viewCount: thread.view_count,
    revisionNumber: thread.revision_number,
    withdrawn: thread.withdrawn_at !== null,
    page,
    pageCount: Math.max(1, Math.ceil(thread.visible_replies / repliesPageSize)),
    replies: replies.map((row, i) => ({
      id: row.id,
      number: row.number,
      html: replyHtml[i] as string,
      body: row.body,
      plain: replyPlain[i] as string,
      author: authorOf(row),
      isAsker: row.author_id !== null && row.author_id === thread.author_id,
      createdAt: row.created_at,
      editedAt: row.edited_at,
      acceptedAt: row.accepted_at,
      boostCount: row.boost_count,
      revisionNumber: row.revision_number,
      withdrawn: row.withdrawn_at !== null,
      answers: row.answers_opening ? 0 : row.answers_number,
    })),
    accepted,
    covering,
    useful,
    sameAs,
    contested,
  }
}

async function readSameAs(viewer: Viewer, id: number): Promise<ThreadView['sameAs']> {
  const { rows } = await pool().query({
    name: 'thread-same-as',
    text: `select t.id, t.slug, t.title from thread_link l join thread t on t.id = l.to_id and t.hidden_at is null
      join topic o on o.id = t.topic_id and o.visibility = any($2::visibility[])
      where l.from_id = $1 and l.kind = 'duplicate' order by t.view_count desc, t.id limit 3`,
    values: [id, visibilitiesFor(viewer)],
  })
  return rows
}

// biome-ignore lint/suspicious/noExplicitAny: a row of the queries above.
type Row = any

async function readReplies(threadId: number, page: number): Promise<Row[]> {
  const { rows } = await pool().query({
    name: 'thread-replies',
    text: `select r.*, left(x.plain, ${plainLengthMax}) as plain, a.number as answers_number, p.name as author_name, p.display_name as author_display_name, p.role as author_role
      from reply r left join reply a on a.id = r.answers_reply_id and a.hidden_at is null left join person p on p.id = r.author_id
        ${joinPostText('x', 'r.thread_id', 'r.number')}
      where r.thread_id = $1 and r.hidden_at is null order by r.number offset $2 limit $3`,
    values: [threadId, (page - 1) * repliesPageSize, repliesPageSize],
  })
  return rows
}

async function readAccepted(threadId: number): Promise<{ number: number; page: number }[]> {
  const { rows } = await pool().query({
    name: 'thread-accepted',
    text: `select number, place::int from (
        select number, accepted_at, row_number() over (order by number) as place from reply where thread_id = $1 and hidden_at is null) r
      where accepted_at is not null order by number`,
    values: [threadId],
  })
  return rows.map(({ number, place }) => ({ number, page: Math.floor((place - 1) / repliesPageSize) + 1 }))
}

const usefulPassageLength = 320

async function readUseful(threadId: number): Promise<UsefulReplyView | null> {
  const useful = await readUsefulReply(threadId)
  if (!useful) return null
  const { rows } = await pool().query({
    name: 'thread-useful',
    text: `select left(coalesce(x.own, x.plain), 1000) as plain, left(r.body, 3000) as body, p.display_name as author,
        (select count(*) from reply b where b.thread_id = r.thread_id and b.hidden_at is null and b.number < r.number)::int as before
      from reply r left join person p on p.id = r.author_id ${joinPostText('x', 'r.thread_id', 'r.number')}
      where r.thread_id = $1 and r.number = $2`,
    values: [threadId, useful.number],
  })
  const { author, before, ...text } = rows[0]
  const [own] = await plainTexts([text], true)
  return {
    ...useful,
    author,
    passage: excerpt(own as string, usefulPassageLength),
    page: Math.floor(before / repliesPageSize) + 1,
  }
}

async function readContested(viewer: Viewer, threadId: number): Promise<ThreadView['contested']> {
  const { rows } = await pool().query({
    name: 'thread-contested',
    text: `select a.id, a.slug, a.title, v.reason from coverage v join answer a on a.id = v.answer_id join topic o on o.id = a.topic_id
      where v.thread_id = $1 and v.verdict = 'contested' and a.status = 'published' and a.hidden_at is null
        and o.visibility = any($2::visibility[]) order by v.judged_at`,
    values: [threadId, visibilitiesFor(viewer)],
  })
  return rows
}

function authorOf(row: Row): Author {
  return row.author_name ? { name: row.author_name, displayName: row.author_display_name, role: row.author_role } : null
}
