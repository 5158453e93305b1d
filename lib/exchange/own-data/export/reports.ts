import { keyed, type Section } from './sections'

/** What somebody reported, appealed and proposed, with what was decided. Who reported a post of theirs is not theirs to know. */
export const reportSections: Section[] = [
  keyed(
    'reports',
    `r.reason, r.words, r.created_at, c.subject_kind, c.subject_id, c.decided_at, c.outcome, case when c.outcome = 'dismissed' then c.reason else '' end as said`,
    'report r join moderation_case c on c.id = r.case_id where r.reporter_id = $1',
    'r.id',
  ),
  keyed(
    'appeals',
    'c.subject_kind, c.subject_id, c.words, c.opened_at, c.decided_at, c.outcome, c.reason',
    `moderation_case c where c.kind = 'appeal' and c.opened_by = $1`,
    'c.id',
  ),
  keyed(
    'proposals',
    'c.subject_id as person, c.words, c.opened_at, c.decided_at, c.outcome',
    `moderation_case c where c.kind = 'suspension' and c.opened_by = $1`,
    'c.id',
  ),
]
