import { z } from 'zod'
import type { Viewer } from '../../identity/viewer'

/** A draft of a canonical answer as lists show it. */
export type DraftRow = {
  slug: string
  title: string
  editor: string
  editedAt: Date
  published: boolean
  inReview: boolean
  /** Whether the viewer saved it last. */
  mine: boolean
}

export const Draft = z.object({
  slug: z.string(),
  title: z.string(),
  edited_at: z.date(),
  in_review: z.boolean(),
  edited_by: z.int().nullable(),
  display_name: z.string().nullable(),
  published: z.boolean(),
})

/** Columns of `Draft`, and where they are from: drafts that nobody discarded, hid or archived. */
export const draftColumns = `a.slug, d.title, d.edited_at, d.in_review, d.edited_by, p.display_name, a.status = 'published' as published`
export const liveDrafts = `from answer_draft d join answer a on a.id = d.answer_id left join person p on p.id = d.edited_by
  where a.hidden_at is null and a.status <> 'archived' and d.discarded_at is null`

/** Makes a row of a list of what was read. */
export function draftRowOf(row: z.infer<typeof Draft>, viewer: Viewer): DraftRow {
  return {
    slug: row.slug,
    title: row.title || 'Without a title',
    editor: row.display_name ?? 'Someone',
    editedAt: row.edited_at,
    published: row.published,
    inReview: row.in_review,
    mine: row.edited_by === viewer.personId,
  }
}
