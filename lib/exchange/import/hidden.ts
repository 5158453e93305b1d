import type { ImportContext } from './context'
import type { SourceReply, SourceThread } from './source'

/** Returns the replies that count: all except hidden ones. */
export function shownReplies(thread: SourceThread): SourceReply[] {
  return thread.replies.filter((reply) => !reply.hidden)
}

/** Records that posts are hidden as if an editor had hidden them: the desk lists them with the reason, and an editor can restore them. */
export async function recordHidden(
  context: ImportContext,
  kind: 'thread' | 'reply',
  rows: { id: number; hidden?: string }[],
): Promise<void> {
  const hidden = rows.filter((row) => row.hidden !== undefined)
  if (hidden.length === 0) return
  await context.client.query(
    `insert into audit_entry (action, subject_kind, subject_id, reason)
     select $1, $2::subject_kind, i, r from unnest($3::int[], $4::text[]) as u(i, r)`,
    [`${kind}.hide`, kind, hidden.map(({ id }) => id), hidden.map((row) => `Not public at the source: ${row.hidden}`)],
  )
}
