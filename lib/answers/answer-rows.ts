import { z } from 'zod'
import { topicColumns } from '../community/topics'
import { keptAnchorsColumn } from '../content'
import { AnswerStatus, Significance } from '../platform/db'

const text = {
  id: z.int(),
  slug: z.string(),
  title: z.string(),
  summary: z.string(),
  body: z.string(),
  kept_anchors: keptAnchorsColumn,
  revision_number: z.int(),
}

/** An answer as its page reads it. */
export const Answer = z.object({
  ...text,
  ...topicColumns,
  sections_stored: z.boolean(),
  applies_to: z.array(z.string()),
  tags: z.array(z.string()),
  status: z.enum(AnswerStatus),
  successor_slug: z.string().nullable(),
  published_at: z.date().nullable(),
  revised_at: z.date().nullable(),
  review_at: z.date().nullable(),
  needs_review_since: z.date().nullable(),
  verified_at: z.date().nullable(),
  cover_count: z.int(),
  view_count: z.int(),
})

/** An entry of an answer's history. */
export const Revision = z.object({
  number: z.int().nullable(),
  significance: z.enum(Significance),
  note: z.string(),
  created_at: z.date(),
  redacted_at: z.date().nullable(),
  author_name: z.string().nullable(),
  author_display_name: z.string().nullable(),
  reviewer_name: z.string().nullable(),
  reviewer_display_name: z.string().nullable(),
})

/** The text of a revision with a number. A revision without one has no text. */
export const OldText = z.object({
  ...text,
  created_at: z.date(),
  redacted_at: z.date().nullable(),
  current_title: z.string(),
  archived: z.boolean(),
})

/** A stored section, from which its HTML is made. */
export const Source = z.object({ number: z.int(), anchor: z.string(), heading: z.string(), source: z.string() })
