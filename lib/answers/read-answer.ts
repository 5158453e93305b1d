import type { z } from 'zod'
import { areSectionsStored, type KeptAnchors, readSections } from '../content'
import { liveAnswer, topicIsVisible, type Viewer, visibilitiesFor, visibleTopic } from '../identity/viewer'
import { db, pool, queryRows, type Significance } from '../platform/db'
import { Answer, OldText, Revision, Source } from './answer-rows'
import { type RenderedAnswer, renderSections } from './render-answer'

type Name = { name: string; displayName: string } | null

/** A revision as the strip and the history show it. Without a number it is an imported entry that has no text. */
export type RevisionEntry = {
  number: number | null
  significance: Significance
  note: string
  createdAt: Date
  /** When an editor removed its text. */
  redactedAt: Date | null
  author: Name
  reviewer: Name
}

/** Everything that an answer's page shows. */
export type AnswerView = {
  id: number
  slug: string
  title: string
  summary: string
  body: string
  appliesTo: string[]
  tags: string[]
  topic: { id: number; slug: string; name: string }
  area: { id: number; slug: string; name: string }
  revisionNumber: number
  publishedAt: Date
  revisedAt: Date
  reviewAt: Date | null
  /** Since when an editor should look at it again. */
  needsReviewSince: Date | null
  /** When an editor said last that it holds as it is. */
  verifiedAt: Date | null
  coverCount: number
  viewCount: number
  rendered: RenderedAnswer
  /** Oldest first. */
  revisions: RevisionEntry[]
}

/** Returns what an answer's page shows, or its successor if it is archived. Null if there is nothing to see. */
export async function readAnswer(viewer: Viewer, slug: string): Promise<AnswerView | { successor: string } | null> {
  const [row] = await queryRows(pool(), Answer, {
    name: 'answer',
    text: `select a.*, ${areSectionsStored('a')} as sections_stored, o.slug as topic_slug, o.name as topic_name, r.slug as area_slug, r.name as area_name, s.slug as successor_slug,
        w.since as needs_review_since, w.verified_at,
        array(select g.name from answer_tag x join tag g on g.id = x.tag_id where x.answer_id = a.id order by g.name) as tags
      from answer a join topic o on o.id = a.topic_id join topic r on r.id = a.area_id left join answer_review w on w.answer_id = a.id left join (answer s join topic so on so.id = s.topic_id and ${topicIsVisible('so', '$2')}) on s.id = a.successor_id and s.hidden_at is null
      where a.slug = $1 and a.hidden_at is null and ${topicIsVisible('o', '$2')}`,
    values: [slug, visibilitiesFor(viewer)],
  })
  if (row?.status === 'archived' && row.successor_slug) return { successor: row.successor_slug }
  if (row?.status !== 'published') return null
  const { published_at: publishedAt, revised_at: revisedAt } = row
  if (!publishedAt || !revisedAt) throw new Error(`Answer ${row.id} is published and has no date.`)
  const [sections, revisions] = await Promise.all([
    row.sections_stored
      ? readStored(row.id)
      : readSections({ body: row.body, summary: row.summary, keptAnchors: row.kept_anchors }).then((read) => read.sections),
    readRevisions(row.id),
  ])
  const rendered = await renderSections(viewer, row.id, sections)
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    summary: row.summary,
    body: row.body,
    appliesTo: row.applies_to,
    tags: row.tags,
    topic: { id: row.topic_id, slug: row.topic_slug, name: row.topic_name },
    area: { id: row.area_id, slug: row.area_slug, name: row.area_name },
    revisionNumber: row.revision_number,
    publishedAt,
    revisedAt,
    reviewAt: row.review_at,
    needsReviewSince: row.needs_review_since,
    verifiedAt: row.verified_at,
    coverCount: row.cover_count,
    viewCount: row.view_count,
    rendered,
    revisions,
  }
}

async function readStored(answerId: number): Promise<z.infer<typeof Source>[]> {
  return queryRows(pool(), Source, {
    name: 'answer-sections',
    text: 'select number, anchor, heading, source from answer_section where answer_id = $1 order by number',
    values: [answerId],
  })
}

async function readRevisions(answerId: number): Promise<RevisionEntry[]> {
  const rows = await queryRows(pool(), Revision, {
    name: 'answer-revisions',
    text: `select v.number, v.significance, v.note, v.created_at, v.redacted_at, p.name as author_name, p.display_name as author_display_name,
        q.name as reviewer_name, q.display_name as reviewer_display_name
      from answer_revision v left join person p on p.id = v.author_id left join person q on q.id = v.reviewer_id
      where v.answer_id = $1 order by v.number nulls first, v.created_at, v.id`,
    values: [answerId],
  })
  return rows.map((row) => ({
    number: row.number,
    significance: row.significance,
    note: row.note,
    createdAt: row.created_at,
    redactedAt: row.redacted_at,
    author: row.author_name ? { name: row.author_name, displayName: row.author_display_name ?? '' } : null,
    reviewer: row.reviewer_name ? { name: row.reviewer_name, displayName: row.reviewer_display_name ?? '' } : null,
  }))
}

/** Returns the whole text of a numbered revision of a published answer, or null. That of a redacted one is empty. */
export async function readRevision(
  viewer: Viewer,
  slug: string,
  number: number,
): Promise<{
  id: number
  slug: string
  title: string
  summary: string
  body: string
  keptAnchors: KeptAnchors
  createdAt: Date
  redactedAt: Date | null
  currentNumber: number
  currentTitle: string
  archived: boolean
} | null> {
  const [row] = await queryRows(
    pool(),
    OldText,
    `select a.id, a.slug, v.title, v.summary, v.body, a.kept_anchors, v.created_at, v.redacted_at, a.revision_number, a.title as current_title, a.status = 'archived' as archived
     from answer_revision v join answer a on a.id = v.answer_id join topic o on o.id = a.topic_id
     where a.slug = $1 and v.number = $2 and a.status in ('published', 'archived') and a.hidden_at is null and ${topicIsVisible('o', '$3')}`,
    [slug, number, visibilitiesFor(viewer)],
  )
  return row
    ? {
        id: row.id,
        slug: row.slug,
        title: row.title,
        summary: row.summary,
        body: row.body,
        keptAnchors: row.kept_anchors,
        createdAt: row.created_at,
        redactedAt: row.redacted_at,
        currentNumber: row.revision_number,
        currentTitle: row.current_title,
        archived: row.archived,
      }
    : null
}

/** Returns the slug of a published answer, or null if the viewer may not see it. */
export async function readAnswerById(viewer: Viewer, id: number): Promise<{ slug: string; title: string } | null> {
  return db().answer.findFirst({
    where: { id, ...liveAnswer, topic: visibleTopic(viewer) },
    select: { slug: true, title: true },
  })
}
