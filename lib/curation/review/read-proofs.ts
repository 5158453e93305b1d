import { z } from 'zod'
import { lastMajorAt } from '../../answers'
import { joinPostText } from '../../content'
import { topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { pool, queryRows } from '../../platform/db'
import { type FlaggedCitation, readFlaggedOf } from '../evidence'
import { type DeadLink, readDeadLinksOf } from '../links'
import { readVotes, type Votes } from './fallen'
import type { ReviewRow } from './list-reviews'
import { isThere } from './reason-events'
import { reportExcerpt } from './report-excerpt'

const thread = { answerId: z.int(), threadId: z.int(), slug: z.string(), title: z.string(), at: z.date() }
const Contest = z.object({ ...thread, asker: z.string(), reason: z.string() })
const Doubt = z.object({ ...thread, number: z.int(), author: z.string(), text: z.string() })
const Version = z.object({ ...thread, version: z.string() })

/** What the reasons of an answer are made of, the latest first; of each kind a few. */
export type Proofs = {
  evidence: FlaggedCitation[]
  contests: z.infer<typeof Contest>[]
  doubts: z.infer<typeof Doubt>[]
  votes: Votes | null
  links: DeadLink[]
  versions: z.infer<typeof Version>[]
}

/** So many of each kind are shown of an answer. */
export const proofsMax = 3
/** And so many where one answer is shown alone. */
export const proofsOfOneMax = 100
/** So much of a reply is looked through for what it reports. */
const readMax = 4_000

/** Returns the proofs for answers of a page of reviews, by their ids, at most `max` of each kind. As many queries for each page. */
export async function readProofs(viewer: Viewer, rows: ReviewRow[], max: number): Promise<Map<number, Proofs>> {
  const ids = rows.map(({ id }) => id)
  const [evidence, contests, doubts, votes, links, versions] = await Promise.all([
    readFlaggedOf(viewer, ids, max),
    readContests(viewer, ids, max),
    readDoubts(viewer, ids, max),
    readVotes(pool(), ids),
    readDeadLinksOf(viewer, ids, max),
    readVersions(viewer, ids, max),
  ])
  const of = <T extends { answerId: number }>(each: T[], id: number) => each.filter(({ answerId }) => answerId === id)
  return new Map(
    rows.map(({ id, reasons }) => [
      id,
      {
        evidence: evidence.filter(({ answer }) => answer.id === id),
        contests: of(contests, id),
        doubts: of(doubts, id),
        votes: reasons.some(({ reason }) => reason === 'helpfulness') ? (votes.get(id) ?? null) : null,
        links: links.filter(({ answer }) => answer.id === id),
        versions: of(versions, id),
      },
    ]),
  )
}

/** In SQL: the first few rows of each answer, the latest first. `columns` begins with the answer's id; `at` is when it was said. */
const latestOf = (columns: string, from: string, at: string, noticedAt = at) => `select * from (
  select ${columns}, ${at} as at, row_number() over (partition by a.id order by ${at} desc) as place ${from}
  and a.id = any($2::int[]) and ${topicIsVisible('o', '$1')} and ${at} > ${lastMajorAt('a')} and ${noticedAt} > coalesce(w.verified_at, '-infinity')) ranked
  where place <= $3 order by at desc`

const answerOf = (column: string) => `join answer a on a.id = ${column} left join answer_review w on w.answer_id = a.id`
const named = `a.id as "answerId", t.id as "threadId", t.slug, t.title`
const nameOf = (column: string) => `coalesce((select p.display_name from person p where p.id = ${column}), 'Someone')`

function readContests(viewer: Viewer, ids: number[], max: number) {
  return queryRows(
    pool(),
    Contest,
    latestOf(
      `${named}, v.reason, ${nameOf('t.author_id')} as asker`,
      `from coverage v join thread t on t.id = v.thread_id join topic o on o.id = t.topic_id ${answerOf('v.answer_id')}
       where v.verdict = 'contested' and t.hidden_at is null`,
      'v.judged_at',
    ),
    [visibilitiesFor(viewer), ids, max],
  )
}

async function readDoubts(viewer: Viewer, ids: number[], max: number) {
  const rows = await queryRows(
    pool(),
    Doubt,
    latestOf(
      `${named}, r.number, ${nameOf('r.author_id')} as author, left(coalesce(x.own, x.plain, r.body), ${readMax}) as text`,
      `from reply_doubt d join reply r on r.id = d.reply_id join thread t on t.id = r.thread_id join topic o on o.id = t.topic_id
         join coverage v on v.thread_id = t.id and v.answer_id = d.answer_id and v.created_at < r.created_at
         ${joinPostText('x', 't.id', 'r.number')} ${answerOf('d.answer_id')}
       where ${isThere('r')} and t.hidden_at is null`,
      'r.created_at',
      'd.noticed_at',
    ),
    [visibilitiesFor(viewer), ids, max],
  )
  return rows.map((row) => ({ ...row, text: reportExcerpt(row.text) }))
}

function readVersions(viewer: Viewer, ids: number[], max: number) {
  return queryRows(
    pool(),
    Version,
    latestOf(
      `${named}, n.version`,
      `from newer_version n join thread t on t.id = n.thread_id join topic o on o.id = t.topic_id ${answerOf('n.answer_id')}
       where ${isThere('t')}`,
      'n.at',
      'n.noticed_at',
    ),
    [visibilitiesFor(viewer), ids, max],
  )
}
