import { z } from 'zod'
import { CaseKind, CaseOutcome, pool, queryRows } from '../../platform/db'
import { reportReasons } from '../../shared'

const Report = z.object({
  caseId: z.int(),
  reason: z.enum(reportReasons),
  words: z.string(),
  at: z.date(),
  by: z.string(),
  byName: z.string(),
  /** Of the reporter: how many of their earlier reports led to a hidden post, and how many changed nothing. */
  upheld: z.int(),
  dismissed: z.int(),
  /** All reports of the case. */
  count: z.int(),
})

/** A report as editors read it, with what became of earlier ones of the same person. */
export type CaseReport = z.infer<typeof Report>

/** As many of a case as are shown. */
const shownMax = 5
/** Somebody's earlier reports are counted up to here. */
const earlierMax = 100

/** Returns the first reports of each of these cases. One query. */
export async function readReports(caseIds: number[]): Promise<CaseReport[]> {
  return queryRows(
    pool(),
    Report,
    `select r.case_id as "caseId", r.reason, r.words, r.created_at as at, p.display_name as by, p.name as "byName", past.upheld, past.dismissed, r.count
     from unnest($1::int[]) c(id)
       cross join lateral (select x.*, (count(*) over ())::int as count from report x where x.case_id = c.id order by x.id limit ${shownMax}) r
       join person p on p.id = r.reporter_id
       cross join lateral (
         select count(*) filter (where few.outcome = 'hidden')::int as upheld, count(*) filter (where few.outcome = 'dismissed')::int as dismissed
         from (select d.outcome from report o join moderation_case d on d.id = o.case_id and d.decided_at is not null
           where o.reporter_id = r.reporter_id order by o.id desc limit ${earlierMax}) few) past
     order by r.case_id, r.id`,
    [caseIds],
  )
}

const Earlier = z.object({
  caseId: z.int(),
  kind: z.enum(CaseKind),
  outcome: z.enum(CaseOutcome),
  at: z.date(),
  by: z.string().nullable(),
  reason: z.string(),
})

/** What was decided about the same post, or the same person, before. */
export type EarlierDecision = z.infer<typeof Earlier>

/** Returns the latest decisions about the subjects of these cases. One query. */
export async function readEarlier(caseIds: number[]): Promise<EarlierDecision[]> {
  return queryRows(
    pool(),
    Earlier,
    `select c.id as "caseId", e.kind, e.outcome, e.decided_at as at, p.display_name as by, e.reason
     from moderation_case c
       cross join lateral (select * from moderation_case x where x.subject_kind = c.subject_kind and x.subject_id = c.subject_id
         and x.id <> c.id and x.decided_at is not null order by x.id desc limit 3) e
       left join person p on p.id = e.decided_by
     where c.id = any($1::int[]) order by c.id, e.id desc`,
    [caseIds],
  )
}
