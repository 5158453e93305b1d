import type { Db } from '../platform/db'
import { refuseStale } from '../platform/errors'

/** The draft that is being worked on, not one that was thrown away. */
export function liveDraft<D extends { discardedAt: Date | null }>(draft: D | null): D | null {
  return draft?.discardedAt ? null : draft
}

/** The version of an answer that has no draft: its own text, by the number of its revision. 0 while it was never published. */
export function versionWithoutDraft(revisionNumber: number): number {
  return revisionNumber === 0 ? 0 : -revisionNumber
}

// A draft that ends with its publication is followed by another: its saves are counted on from the revision, so that no
// number means two texts.
const savesPerRevision = 100_000

/** The version that the next save of a draft gets. `before` is that of the row that is there, if any. */
export function nextDraftVersion(revisionNumber: number, before: number | undefined): number {
  const first = revisionNumber * savesPerRevision + 1
  return before === undefined ? first : Math.max(before + 1, first)
}

/** Refuses a write to a draft whose writer has not seen what was saved last. @throws DomainError `conflict` (field `version`). */
export function refuseStaleDraft(seen: number, present: number | undefined): void {
  refuseStale({ seen, present, because: 'Someone has saved this draft', field: 'version' })
}

/** Has the draft of a locked answer be the one its writer has seen. @throws DomainError `conflict` (field `version`), also where there is none. */
export async function requireDraft(tx: Db, answerId: number, version: number): Promise<void> {
  const draft = await tx.answerDraft.findUnique({ where: { answerId, discardedAt: null }, select: { version: true } })
  refuseStaleDraft(version, draft?.version)
}
