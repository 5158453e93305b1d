import { z } from 'zod'
import { keptAnchorsColumn, sectionsOf, withoutCitations } from '../../content'
import { answerIsLive } from '../../identity/viewer'
import { CitationState, type Db } from '../../platform/db'
import { citedSection } from '../../shared'

/** A cited post or answer as it was and as it is. */
export const Watched = z.object({
  id: z.int(),
  answer_id: z.int(),
  label: z.string(),
  state: z.enum(CitationState),
  cited_revision: z.int().nullable(),
  checked_up_to: z.int().nullable(),
  now_revision: z.int().nullable(),
  /** Another number for each text of the post that was there: its revision, and one for each text of it that an import replaced. */
  now_seen: z.int().nullable(),
  /** When an import replaced the text that was cited, last; null if none did. */
  replaced_at: z.date().nullable(),
  is_gone: z.boolean(),
  is_merged: z.boolean(),
  /** Null where the revision was withdrawn or redacted. */
  cited_text: z.string().nullable(),
  now_text: z.string().nullable(),
  cited_anchors: keptAnchorsColumn,
})
export type Watched = z.infer<typeof Watched>

/**
 * Columns and tables of `Watched`: citations `c` of live answers `a`, with the thread `t` and the reply `r` that have the post now. `old`: the text that was
 * cited, where an import replaced it since.
 */
export const watchedColumns = `c.id, c.answer_id, c.label, c.state, c.cited_revision, c.checked_up_to,
  coalesce(r.revision_number, t.revision_number, x.revision_number) as now_revision,
  coalesce(r.revision_number, t.revision_number, x.revision_number)
    + (select count(*)::int from replaced_text s where s.reply_id = r.id or (r.id is null and s.thread_id = t.id)) as now_seen,
  old.replaced_at,
  case when x.id is not null then not (${answerIsLive('x')})
    else t.hidden_at is not null or r.hidden_at is not null or coalesce(r.withdrawn_at, case when r.id is null then t.withdrawn_at end) is not null end as is_gone,
  coalesce(r.thread_id <> c.thread_id or (c.reply_id is null and named.merged_into_id is not null), false) as is_merged,
  case when x.id is not null then (select concat_ws(E'\\n\\n', v.title, v.summary, v.body) from answer_revision v where v.answer_id = x.id and v.number = c.cited_revision and v.redacted_at is null)
    when old.replaced_at is not null then case when c.reply_id is not null then old.body else old.title || E'\\n\\n' || old.body end
    when c.reply_id is not null then coalesce((select v.body from reply_revision v where v.reply_id = c.reply_id and v.number = c.cited_revision and v.redacted_at is null),
      case when r.revision_number = c.cited_revision then r.body end)
    else coalesce((select v.title || E'\\n\\n' || v.body from thread_revision v where v.thread_id = c.thread_id and v.number = c.cited_revision and v.redacted_at is null),
      case when named.revision_number = c.cited_revision then named.title || E'\\n\\n' || named.body end) end as cited_text,
  case when x.id is not null then concat_ws(E'\\n\\n', x.title, x.summary, x.body) when r.id is not null then r.body else t.title || E'\\n\\n' || t.body end as now_text,
  x.kept_anchors as cited_anchors`
export const watchedTables = `citation c join answer a on a.id = c.answer_id and ${answerIsLive('a')}
  left join thread named on named.id = c.thread_id
  left join reply r on r.id = coalesce(c.reply_id, named.merged_as_id)
  left join thread t on t.id = coalesce(r.thread_id, named.merged_into_id, named.id)
  left join answer x on x.id = c.cited_answer_id
  cross join lateral (select (array_agg(s.title order by s.id))[1] as title, (array_agg(s.body order by s.id))[1] as body, max(s.replaced_at) as replaced_at
    from replaced_text s where (s.reply_id = c.reply_id or (c.reply_id is null and s.thread_id = c.thread_id))
      and s.revision = c.cited_revision and s.replaced_at > coalesce(c.verified_at, c.cited_at)) old`

/**
 * Locks sources for the rest of the transaction, in one order. What is read of them afterwards is what the transaction before has left.
 */
export async function lockCitations(tx: Db, ids: number[]): Promise<void> {
  await tx.$executeRaw`select 1 from citation where id = any(${ids}::int[]) order by id for update`
}

/** Returns what was cited and what stands there now; of an answer the section, if one is cited. Null where the text is gone. */
export function textsOf({ label, cited_text: before, now_text: now, cited_anchors: kept }: Watched): {
  before: string | null
  now: string | null
} {
  const anchor = citedSection(label)
  if (anchor === null) return { before, now }
  const sectionOf = (text: string | null) => {
    const section = text === null ? undefined : sectionsOf(withoutCitations(text), kept).sections.find((each) => each.anchor === anchor)
    return section ? `${section.heading}\n\n${section.body}` : text
  }
  return { before: sectionOf(before), now: sectionOf(now) }
}
