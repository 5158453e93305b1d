import type { Db, SubjectKind } from '../../platform/db'
import { storable } from '../../shared'
import type { Viewer } from '../viewer'

/**
 * Notes in the caller's transaction what was done to somebody's content or account, by whom and why. Entries never change. `authorReads`
 * says that the reason was written for the author of the post, too.
 */
export async function recordAudit(
  tx: Db,
  viewer: Viewer,
  entry: { action: string; subject?: { kind: SubjectKind; id: number }; reason?: string; authorReads?: boolean },
): Promise<void> {
  await tx.auditEntry.create({
    data: {
      personId: viewer.personId,
      action: entry.action,
      subjectKind: entry.subject?.kind ?? null,
      subjectId: entry.subject?.id ?? null,
      authorReads: entry.authorReads ?? false,
      reason: storable(entry.reason ?? '')
        .trim()
        .slice(0, 2_000),
    },
  })
}
