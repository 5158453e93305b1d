import { z } from 'zod'
import { answerIsLive, needsReviewSince, topicIsVisible, type Viewer, visibilitiesFor } from '../identity/viewer'
import { pool, queryRows } from '../platform/db'

/** An answer as a list shows it. */
export type AnswerRow = {
  id: number
  slug: string
  title: string
  summary: string
  coverCount: number
  viewCount: number
  publishedAt: Date
  revisedAt: Date
  /** Since when an editor should look at it again. */
  needsReviewSince: Date | null
  topic: { slug: string; name: string }
}

const Row = z.object({
  id: z.int(),
  slug: z.string(),
  title: z.string(),
  summary: z.string(),
  cover_count: z.int(),
  view_count: z.int(),
  published_at: z.date(),
  revised_at: z.date(),
  needs_review_since: z.date().nullable(),
  topic_slug: z.string(),
  topic_name: z.string(),
})

/** Returns published answers, the last revised first: of a topic with its subtopics, of a tag, by the author of a revision, or all. */
export async function listAnswers(
  viewer: Viewer,
  scope: { topicId: number } | { tagId: number } | { authorId: number } | null,
  countMax: number,
): Promise<AnswerRow[]> {
  const values: unknown[] = [visibilitiesFor(viewer), countMax]
  let condition = ''
  if (scope && 'topicId' in scope) condition = `and (a.area_id = $${values.push(scope.topicId)} or a.topic_id = $${values.length})`
  if (scope && 'tagId' in scope)
    condition = `and exists (select 1 from answer_tag x where x.answer_id = a.id and x.tag_id = $${values.push(scope.tagId)})`
  if (scope && 'authorId' in scope)
    condition = `and a.id in (select v.answer_id from answer_revision v where v.author_id = $${values.push(scope.authorId)})`
  const rows = await queryRows(
    pool(),
    Row,
    `select a.id, a.slug, a.title, a.summary, a.cover_count, a.view_count, a.published_at, a.revised_at, ${needsReviewSince('a')} as needs_review_since,
       o.slug as topic_slug, o.name as topic_name
     from answer a join topic o on o.id = a.topic_id
     where ${answerIsLive('a')} and ${topicIsVisible('o', '$1')} ${condition}
     order by a.revised_at desc, a.id desc limit $2`,
    values,
  )
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    title: row.title,
    summary: row.summary,
    coverCount: row.cover_count,
    viewCount: row.view_count,
    publishedAt: row.published_at,
    revisedAt: row.revised_at,
    needsReviewSince: row.needs_review_since,
    topic: { slug: row.topic_slug, name: row.topic_name },
  }))
}

/** Returns the answers that cover the most threads, for the home page. */
export async function featuredAnswers(viewer: Viewer, countMax: number): Promise<AnswerRow[]> {
  const all = await listAnswers(viewer, null, 200)
  return all.sort((a, b) => b.coverCount - a.coverCount || b.viewCount - a.viewCount || b.id - a.id).slice(0, countMax)
}
