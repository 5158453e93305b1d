import type { Db, SubjectKind } from '../../platform/db'
import { storable } from '../../shared'
import type { Viewer } from '../viewer'
import type { AuditAction } from './acts'

type Entry = { action: AuditAction; subject?: { kind: SubjectKind; id: number }; reason?: string; authorReads?: boolean }

/**
 * Notes in the caller's transaction what was done to somebody's content or account, by whom and why. Entries never change. `authorReads`
 * says that the reason was written for the author of the post, too.
 */
export async function recordAudit(tx: Db, viewer: Viewer, entry: Entry): Promise<void> {
  await recordAudits(tx, viewer, [entry])
}

/** The same for several acts, and for nothing that is done for a sample (`quiet`). One statement. */
export async function recordAudits(tx: Db, viewer: Viewer, entries: Entry[]): Promise<void> {
  if (viewer.quiet) return
  await tx.auditEntry.createMany({
    data: entries.map(({ action, subject, reason = '', authorReads = false }) => ({
      personId: viewer.personId,
      action,
      subjectKind: subject?.kind ?? null,
      subjectId: subject?.id ?? null,
      authorReads,
      reason: recordedReason(reason),
    })),
  })
}

/** A reason as it is kept. */
export function recordedReason(reason: string): string {
  return storable(reason).trim().slice(0, 2_000)
}
