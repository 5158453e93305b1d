import { z } from 'zod'
import { type CaseKind, type Db, queryRowsIn } from '../../platform/db'
import { storable } from '../../shared'

/** The post or person that a case is about. A held post has no id: it is no post yet. */
export type CaseSubject = { kind: 'thread' | 'reply' | 'person'; id: number | null }

type Opening = { kind: CaseKind; subject: CaseSubject; authorId: number | null; openedBy: number | null; words?: string; at?: Date }

const Id = z.object({ id: z.int() })

/**
 * Returns the open case of a kind about a post or person, and opens one where there is none. Two who ask at the same moment get the same
 * case.
 */
export async function openCase(tx: Db, opening: Opening): Promise<{ id: number; isNew: boolean }> {
  const { kind, subject, authorId, openedBy, words = '', at = new Date() } = opening
  const said = storable(words).trim().slice(0, 2_000)
  const [made] = await queryRowsIn(tx, Id)`
    insert into moderation_case (kind, subject_kind, subject_id, author_id, opened_by, words, opened_at)
      values (${kind}::case_kind, ${subject.kind}::subject_kind, ${subject.id}::int, ${authorId}::int, ${openedBy}::int, ${said}, ${at})
    on conflict (kind, subject_kind, subject_id) where decided_at is null do nothing returning id`
  if (made) return { id: made.id, isNew: true }
  // The row is locked, so that nobody decides it before what is added to it is there.
  const [open] = await queryRowsIn(tx, Id)`
    select id from moderation_case where kind = ${kind}::case_kind and subject_kind = ${subject.kind}::subject_kind
      and subject_id = ${subject.id}::int and decided_at is null for update`
  // It was decided between the two statements: the next try opens another.
  return open ? { id: open.id, isNew: false } : openCase(tx, opening)
}
