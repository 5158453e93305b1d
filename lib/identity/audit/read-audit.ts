import { z } from 'zod'
import { pool, queryRows, SubjectKind } from '../../platform/db'
import { authorize, type Viewer } from '../viewer'
import { type AuditGroup, actsOfGroup, auditActOf } from './acts'
import { type AuditPiece, type AuditSubject, readSubjects } from './read-subjects'

export type { AuditPiece } from './read-subjects'

/** What is looked for: acts of one person, by either name; of one kind; on and after, and before a day; to one subject. */
export type AuditFilter = { who?: string; group?: AuditGroup; from?: Date; before?: Date; about?: AuditSubject }

/** What somebody did, as a sentence. */
export type AuditRow = {
  id: number
  at: Date
  /** Begins with who did it. */
  sentence: AuditPiece[]
  /** What they typed as their reason, or an empty text. */
  reason: string
  subject: AuditSubject | null
}

const pageSize = 50

const Entry = z.object({
  id: z.number(),
  at: z.date(),
  person_id: z.int().nullable(),
  action: z.string(),
  subject_kind: z.enum(SubjectKind).nullable(),
  subject_id: z.int().nullable(),
  reason: z.string(),
})
type Entry = z.infer<typeof Entry>

/**
 * Returns a page of what was done, the latest first, and the entries where the pages beside it end: `older` than an entry, or `newer`. Eight
 * statements at most, however many entries there are. @throws DomainError `forbidden` unless an admin asks.
 */
export async function readAudit(
  viewer: Viewer,
  filter: AuditFilter,
  { older, newer }: { older?: number | null; newer?: number | null } = {},
): Promise<{ rows: AuditRow[]; older: number | null; newer: number | null }> {
  authorize(viewer, 'admin.see')
  const goesBack = !older && Boolean(newer)
  const found = await readEntries(filter, older ? `e.id < ` : newer ? `e.id > ` : null, older ?? newer ?? 0)
  const hasMore = found.length > pageSize
  const entries = found.slice(0, pageSize)
  if (goesBack) entries.reverse()
  const nameOf = await readSubjects(entries.flatMap((entry) => referencesOf(entry)))
  const [first, last] = [entries[0], entries.at(-1)]
  return {
    rows: entries.map((entry) => rowOf(entry, nameOf)),
    newer: first && (goesBack ? hasMore : Boolean(older)) ? first.id : null,
    older: last && (goesBack || hasMore) ? last.id : null,
  }
}

async function readEntries(filter: AuditFilter, comparison: 'e.id < ' | 'e.id > ' | null, at: number): Promise<Entry[]> {
  const values: unknown[] = []
  const given = (value: unknown) => `$${values.push(value)}`
  const conditions = ['true']
  if (comparison) conditions.push(`${comparison}${given(at)}::bigint`)
  if (filter.who) {
    const who = given(filter.who)
    conditions.push(
      `e.person_id = any(array(select id from person where lower(name) = lower(${who}) or lower(display_name) = lower(${who})))`,
    )
  }
  if (filter.group) conditions.push(`e.action = any(${given(actsOfGroup(filter.group))}::text[])`)
  if (filter.from) conditions.push(`e.at >= ${given(filter.from)}`)
  if (filter.before) conditions.push(`e.at < ${given(filter.before)}`)
  if (filter.about)
    conditions.push(`e.subject_kind = ${given(filter.about.kind)}::subject_kind and e.subject_id = ${given(filter.about.id)}`)
  return queryRows(
    pool(),
    Entry,
    `select e.id::float8 as id, e.at, e.person_id, e.action, e.subject_kind, e.subject_id, e.reason from audit_entry e
     where ${conditions.join(' and ')} order by e.id ${comparison === 'e.id > ' ? 'asc' : 'desc'} limit ${pageSize + 1}`,
    values,
  )
}

/** What the program wrote as the reason where that names something else: `answer 12`, `into thread 7`. */
function named({ reason }: Entry): AuditSubject | null {
  const [, kind, id] = /^(?:into |of )?(thread|answer) (\d{1,9})$/.exec(reason) ?? []
  return kind === 'thread' || kind === 'answer' ? { kind, id: Number(id) } : null
}

const subjectOf = ({ subject_kind: kind, subject_id: id }: Entry): AuditSubject | null => (kind && id ? { kind, id } : null)
const personOf = ({ person_id: id }: Entry): AuditSubject | null => (id === null ? null : { kind: 'person', id })

function referencesOf(entry: Entry): AuditSubject[] {
  return [personOf(entry), subjectOf(entry), named(entry)].filter((each) => each !== null)
}

function rowOf(entry: Entry, nameOf: (subject: AuditSubject) => AuditPiece): AuditRow {
  const { says } = auditActOf(entry.action)
  const [who, subject, other] = [personOf(entry), subjectOf(entry), named(entry)]
  const pieces: Record<string, AuditPiece> = {
    '{subject}': subject ? nameOf(subject) : { text: '' },
    '{detail}': other ? nameOf(other) : { text: entry.reason.replace(' → ', ' to ') },
  }
  const sentence = says.split(/(\{subject\}|\{detail\})/).map((part) => pieces[part] ?? { text: part })
  return {
    id: entry.id,
    at: entry.at,
    sentence: [who ? nameOf(who) : { text: 'The program' }, { text: ' ' }, ...sentence.filter(({ text }) => text !== '')],
    reason: says.includes('{detail}') ? '' : entry.reason,
    subject,
  }
}
