import { z } from 'zod'
import { answerIsLive, authorize, type Viewer } from '../../identity/viewer'
import { pool, queryRow } from '../../platform/db'
import { deskCountedMax } from '../../shared'
import { type ContestedRow, contestedFrom, contestedRows } from './contested-rows'
import { type DraftRow, liveDrafts } from './draft-rows'
import { listDrafts } from './list-drafts'
import { listUnanswered, type UnansweredRow } from './list-unanswered'

/** The first rows of what waits, and how many there are, counted up to `deskCountedMax`. */
export type Waiting<Row> = { rows: Row[]; count: number }

/** What waits for editors. */
export type Desk = {
  contested: Waiting<ContestedRow>
  inReview: Waiting<DraftRow>
  unanswered: Waiting<UnansweredRow>
  drafts: Waiting<DraftRow>
  figures: { threads: number; covered: number; answered: number; answers: number; settledByAnswer: number; posted: number }
}

/** As many rows of each section are on the desk. */
export const deskShown = 3

const daysCounted = 30

const Counts = z.object({ contested: z.int(), inReview: z.int(), drafts: z.int() })
const Figures = z.object({
  threads: z.int(),
  covered: z.int(),
  answered: z.int(),
  answers: z.int(),
  settledByAnswer: z.int(),
  posted: z.int(),
})

/** Returns the desk as this editor sees it. Six queries. @throws DomainError `forbidden` unless an editor. */
export async function readDesk(viewer: Viewer): Promise<Desk> {
  authorize(viewer, 'desk.see')
  const countMax = deskShown
  const [counts, figures, contested, inReview, unanswered, drafts] = await Promise.all([
    readCounts(),
    readFigures(),
    contestedRows(countMax),
    listDrafts(viewer, { state: 'review', countMax }),
    listUnanswered(viewer, { state: 'unanswered', sort: 'oldest', countMax }),
    listDrafts(viewer, { state: 'writing', countMax }),
  ])
  return {
    contested: { rows: contested, count: counts.contested },
    inReview: { rows: inReview.rows, count: counts.inReview },
    unanswered: { rows: unanswered.rows, count: figures.threads - figures.covered - figures.answered },
    drafts: { rows: drafts.rows, count: counts.drafts },
    figures,
  }
}

function readCounts(): Promise<z.infer<typeof Counts>> {
  const count = (from: string) => `(select count(*)::int from (select 1 ${from} limit ${deskCountedMax + 1}) few)`
  return queryRow(
    pool(),
    Counts,
    `select ${count(contestedFrom)} as contested, ${count(`${liveDrafts} and d.in_review`)} as "inReview",
       ${count(`${liveDrafts} and not d.in_review`)} as drafts`,
  )
}

/** Threads are counted with their topics. */
function readFigures(): Promise<Desk['figures']> {
  const sessions = (outcome: string) =>
    `(select count(*)::int from ask_session where outcome = '${outcome}' and created_at > now() - make_interval(days => $1))`
  return queryRow(
    pool(),
    Figures,
    `select coalesce(sum(thread_count), 0)::int as threads, coalesce(sum(covered_count), 0)::int as covered,
       coalesce(sum(answered_count), 0)::int as answered, (select count(*)::int from answer a where ${answerIsLive('a')}) as answers,
       ${sessions('settled')} as "settledByAnswer", ${sessions('posted')} as posted
     from topic`,
    [daysCounted],
  )
}
