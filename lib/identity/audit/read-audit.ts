import { db } from '../../platform/db'
import { authorize, type Viewer } from '../viewer'

export type AuditRow = { id: number; at: Date; who: string; action: string; subject: string; reason: string }

const pageSize = 100

/** Returns what was done before an entry, the latest first. @throws DomainError `forbidden` unless an admin asks. */
export async function readAudit(viewer: Viewer, before: number | null): Promise<AuditRow[]> {
  authorize(viewer, 'admin.see')
  const entries = await db().auditEntry.findMany({
    where: before === null ? {} : { id: { lt: before } },
    orderBy: { id: 'desc' },
    take: pageSize,
  })
  const people = await db().person.findMany({
    where: { id: { in: entries.flatMap(({ personId }) => personId ?? []) } },
    select: { id: true, displayName: true },
  })
  const nameOf = new Map(people.map(({ id, displayName }) => [id, displayName]))
  return entries.map((entry) => ({
    id: Number(entry.id),
    at: entry.at,
    who: entry.personId === null ? 'The program' : (nameOf.get(entry.personId) ?? 'Someone'),
    action: entry.action,
    subject: entry.subjectKind ? `${entry.subjectKind} ${entry.subjectId}` : '',
    reason: entry.reason,
  }))
}
