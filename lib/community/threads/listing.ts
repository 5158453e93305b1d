import { z } from 'zod'
import { areSectionsStored, joinSection, keptAnchorsColumn, readSections, sectionCalled } from '../../content'
import { coverageCounts, isUncontested, topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { keysetPage, keysetRead, pool, queryRows, Resolution } from '../../platform/db'
import { listingPageSize } from '../../shared'

export const listingSorts = ['activity', 'newest', 'replies', 'boosts', 'views'] as const
export type ListingSort = (typeof listingSorts)[number]
export const listingFilters = ['all', 'covered', 'answered', 'unanswered'] as const
export type ListingFilter = (typeof listingFilters)[number]

/** A thread as a list shows it. */
export type ThreadRow = {
  id: number
  slug: string
  title: string
  resolution: 'unanswered' | 'answered' | 'covered'
  createdAt: Date
  activityAt: Date
  replyCount: number
  boostCount: number
  viewCount: number
  /** The number of its last visible reply; null without any. */
  lastReply: number | null
  author: { name: string; displayName: string } | null
  topic: { slug: string; name: string }
  tags: string[]
  /** The answer that covers it. Without a section, the whole answer covers it, or a section that is gone. */
  coveredBy: { slug: string; title: string; section: { number: number; anchor: string; heading: string } | null } | null
}

export type ListingRequest = {
  /** A topic with its subtopics, a tag, a person's threads, what an answer settles, or everything. */
  scope: { topicId: number } | { tagId: number } | { authorId: number } | { answerId: number } | null
  sort: ListingSort
  filter: ListingFilter
  /** The cursor after or before which the page begins. */
  after?: string
  before?: string
  count?: number
}

export type Listing = { rows: ThreadRow[]; newer: string | null; older: string | null }

const sortColumns: Record<ListingSort, { column: string; cast: string }> = {
  activity: { column: 'activity_at', cast: 'timestamptz' },
  newest: { column: 'created_at', cast: 'timestamptz' },
  replies: { column: 'reply_count', cast: 'int' },
  boosts: { column: 'boost_count', cast: 'int' },
  views: { column: 'view_count', cast: 'int' },
}

const Place = z.object({ id: z.int(), value: z.string() })
const Shown = z.object({
  id: z.int(),
  slug: z.string(),
  title: z.string(),
  resolution: z.enum(Resolution),
  created_at: z.date(),
  activity_at: z.date(),
  reply_count: z.int(),
  boost_count: z.int(),
  view_count: z.int(),
  last_reply: z.int().nullable(),
  author_name: z.string().nullable(),
  author_display_name: z.string().nullable(),
  topic_slug: z.string(),
  topic_name: z.string(),
  tags: z.array(z.string()),
  answer_slug: z.string().nullable(),
  answer_title: z.string().nullable(),
  section: z.string().nullable(),
  number: z.int().nullable(),
  heading: z.string().nullable(),
  body: z.string().nullable(),
  summary: z.string().nullable(),
  kept_anchors: keptAnchorsColumn,
})

/**
 * Returns a page of threads, the highest value first and, of equals, the higher id. Two queries for any page: which threads, by an index of
 * that order, and what is shown of them. Neither depends on how far the reader has paged.
 */
export async function listThreads(viewer: Viewer, request: ListingRequest): Promise<Listing> {
  const { column, cast } = sortColumns[request.sort]
  const count = request.count ?? listingPageSize
  const values: unknown[] = [visibilitiesFor(viewer)]
  const place = (value: unknown) => `$${values.push(value)}`
  const conditions = ['t.hidden_at is null', topicIsVisible('o', '$1')]
  const { scope } = request
  let from = 'thread t join topic o on o.id = t.topic_id'
  if (scope && 'topicId' in scope) conditions.push(`(t.area_id = ${place(scope.topicId)} or t.topic_id = $${values.length})`)
  if (scope && 'authorId' in scope) conditions.push(`t.author_id = ${place(scope.authorId)}`)
  if (scope && 'tagId' in scope) from += ` join thread_tag x on x.thread_id = t.id and x.tag_id = ${place(scope.tagId)}`
  if (scope && 'answerId' in scope)
    from += ` join coverage v on v.thread_id = t.id and v.answer_id = ${place(scope.answerId)} and ${isUncontested('v')}`
  if (request.filter !== 'all') conditions.push(`t.standing = ${place(request.filter)}::standing`)
  const of = cast === 'int' ? 'number' : 'time'
  const { cursor, direction, sign, ...read } = keysetRead(request, of)
  if (cursor) conditions.push(`(t.${column}, t.id) ${sign} (${place(cursor.value)}::${cast}, ${place(cursor.id)}::int)`)
  const rows = await queryRows(
    pool(),
    Place,
    `select t.id, t.${column}::text as value from ${from} where ${conditions.join(' and ')}
     order by t.${column} ${direction}, t.id ${direction} limit ${place(count + 1)}`,
    values,
  )
  const { page, ...cursors } = keysetPage(rows, { count, ...read })
  const shown = await readThreadRows(
    viewer,
    page.map((row) => row.id),
  )
  return { rows: shown, ...cursors }
}

/** Returns what lists show of these threads, in the order given. One query. The caller has checked that the viewer may see them. */
export async function readThreadRows(viewer: Viewer, ids: number[]): Promise<ThreadRow[]> {
  if (ids.length === 0) return []
  const rows = await queryRows(pool(), Shown, {
    name: 'thread-rows',
    text: `select t.id, t.slug, t.title, t.standing as resolution, t.created_at, t.activity_at, t.reply_count, t.boost_count, t.view_count,
        (select r.number from reply r where r.thread_id = t.id and r.hidden_at is null order by r.number desc limit 1) as last_reply,
        p.name as author_name, p.display_name as author_display_name, o.slug as topic_slug, o.name as topic_name,
        array(select g.name from thread_tag x join tag g on g.id = x.tag_id where x.thread_id = t.id order by g.thread_count desc, g.name) as tags,
        c.slug as answer_slug, c.title as answer_title, c.section, c.number, c.heading, c.body, c.summary, c.kept_anchors
      from unnest($1::int[]) with ordinality as wanted(id, place)
      join thread t on t.id = wanted.id
      join topic o on o.id = t.topic_id
      left join person p on p.id = t.author_id
      left join lateral (
        select a.slug, a.title, v.section, s.number, s.heading, case when v.section is null or ${areSectionsStored('a')} then null else a.body end as body,
          a.summary, a.kept_anchors
        from coverage v join answer a on a.id = v.answer_id join topic ao on ao.id = a.topic_id
          ${joinSection('s', 'a', 'v.section')}
        where t.standing = 'covered' and v.thread_id = t.id and ${coverageCounts('v', 'a', topicIsVisible('ao', '$2'))}
        order by v.created_at desc limit 1) c on true
      order by wanted.place`,
    values: [ids, visibilitiesFor(viewer)],
  })
  const sections = await Promise.all(rows.map(sectionOf))
  return rows.map((row, i) => ({
    id: row.id,
    slug: row.slug,
    title: row.title,
    resolution: row.resolution,
    createdAt: row.created_at,
    activityAt: row.activity_at,
    replyCount: row.reply_count,
    boostCount: row.boost_count,
    viewCount: row.view_count,
    lastReply: row.last_reply,
    author: row.author_name ? { name: row.author_name, displayName: row.author_display_name ?? '' } : null,
    topic: { slug: row.topic_slug, name: row.topic_name },
    tags: row.tags,
    coveredBy: row.answer_slug
      ? {
          slug: row.answer_slug,
          title: row.answer_title ?? '',
          section: sections[i] ?? null,
        }
      : null,
  }))
}

async function sectionOf({ section, number, heading, body, summary, kept_anchors: keptAnchors }: z.infer<typeof Shown>) {
  if (number !== null && section !== null && heading !== null) return { number, anchor: section, heading }
  // For sections that are not stored yet, as after an update.
  const found =
    body === null ? undefined : sectionCalled((await readSections({ body, summary: summary ?? '', keptAnchors })).sections, section)
  return found && { number: found.number, anchor: found.anchor, heading: found.heading }
}
