import { z } from 'zod'
import { isSubstantial } from '../../evidence'
import { type CitationState, type Db, queryRows, takeDue, transaction } from '../../platform/db'
import { expirePages, pageTags } from '../../platform/expiry'
import { lockCitations, textsOf, Watched, watchedColumns, watchedTables } from './watched'

const batchMax = 200

/** What may have become of a source since it was looked at last: its post went, came back, moved, or was edited. */
const mayHaveChanged = `(w.is_gone <> (w.state = 'gone') or (w.is_merged and w.state = 'fine') or w.now_revision > w.checked_up_to
  or w.replaced_at is not null)`

const Due = z.object({ id: z.int() })

/**
 * Looks at the next cited posts that were edited, hidden, deleted, withdrawn, restored or merged, which triggers note, and flags the sources
 * whose posts say something else now. A killed process leaves them due. Returns whether there were any.
 */
export function noticeChanges(at = new Date()): Promise<boolean> {
  return transaction(async (tx) => {
    const due = await takeDue(tx, Due, { table: 'citation_due', columns: 'citation_id as id', max: batchMax })
    if (due.length === 0) return false
    // Nobody decides about a source between the comparison and what is noted of it.
    const ids = due.map(({ id }) => id)
    await lockCitations(tx, ids)
    const rows = await queryRows(
      tx,
      Watched,
      `select w.* from (select ${watchedColumns} from ${watchedTables} where c.cited_revision is not null and c.id = any($1::int[])) w
       where ${mayHaveChanged} order by w.id`,
      [ids],
    )
    const seen = rows.map((row) => ({ row, next: nextState(row) }))
    if (seen.length > 0) await note(tx, seen, at)
    return true
  })
}

/** A post that came back is compared again; an edit that was taken back is none. */
function nextState(row: Watched): CitationState {
  if (row.is_gone) return 'gone'
  const { before, now } = textsOf(row)
  if (before === null || now === null || isSubstantial(before, now)) return 'changed'
  if (row.is_merged) return 'merged'
  return row.state === 'moved' ? 'moved' : 'fine'
}

type Seen = { row: Watched; next: CitationState }

async function note(tx: Db, seen: Seen[], at: Date): Promise<void> {
  await tx.$executeRaw`
    update citation c set state = u.next::citation_state, checked_up_to = u.up_to,
      noticed_at = case when u.next = 'fine' then null
        when c.state::text = u.next and not coalesce(u.replaced_at > c.noticed_at, false) then c.noticed_at else ${at}::timestamptz end
    from unnest(${seen.map(({ row }) => row.id)}::int[], ${seen.map(({ next }) => next)}::text[],
      ${seen.map(({ row }) => row.now_revision ?? 0)}::int[], ${seen.map(({ row }) => row.replaced_at)}::timestamptz[]) as u(id, next, up_to, replaced_at)
    where c.id = u.id`
  const changed = seen.filter(({ row, next }) => row.state !== next)
  await expirePages(
    tx,
    changed.map(({ row }) => pageTags.answer(row.answer_id)),
  )
}
