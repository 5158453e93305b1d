import { z } from 'zod'
import { recentViews } from '../../community/views'
import { authorize, isUncontested, topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { pool, queryRow, queryRows, Significance } from '../../platform/db'
import { type LedQueries, readLedQueries } from '../../search'
import { countFeedback, type FeedbackState } from './read-feedback'

const Answer = z.object({ id: z.int(), slug: z.string(), title: z.string(), isLive: z.boolean(), views: z.int() })
const Revision = z.object({ number: z.int(), significance: z.enum(Significance), at: z.date(), yes: z.int(), no: z.int() })
const Covers = z.object({ covered: z.int(), accepted: z.int(), contested: z.int(), decided: z.int(), sources: z.int(), changed: z.int() })

/** How many said of a revision that it helped, and that it did not. */
export type HelpfulRevision = z.infer<typeof Revision>

/** How an answer is used. */
export type AnswerUse = z.infer<typeof Answer> &
  z.infer<typeof Covers> & {
    month: number
    quarter: number
    /** Those of which something was said, and the present one, the newest first. */
    revisions: HelpfulRevision[]
    searches: LedQueries
    feedback: Record<FeedbackState, number>
  }

/** Returns how a published or archived answer is used, or null. As many queries for each. @throws DomainError `forbidden` unless an editor. */
export async function readUse(viewer: Viewer, slug: string): Promise<AnswerUse | null> {
  authorize(viewer, 'feedback.handle')
  const [answer] = await queryRows(
    pool(),
    Answer,
    `select a.id, a.slug, a.title, a.status = 'published' as "isLive", a.view_count as views
     from answer a join topic o on o.id = a.topic_id
     where a.slug = $1 and a.status in ('published', 'archived') and a.hidden_at is null and ${topicIsVisible('o', '$2')}`,
    [slug, visibilitiesFor(viewer)],
  )
  if (!answer) return null
  const [{ month, quarter }, revisions, covers, searches, feedback] = await Promise.all([
    recentViews('answer', answer.id),
    readRevisions(answer.id),
    readCovers(viewer, answer.id),
    readLedQueries('answer', answer.id),
    countFeedback(viewer, answer.id),
  ])
  return { ...answer, month, quarter, revisions, ...covers, searches, feedback }
}

const revisionsMax = 30

function readRevisions(answerId: number): Promise<HelpfulRevision[]> {
  return queryRows(
    pool(),
    Revision,
    `select v.number, v.significance, v.created_at as at, coalesce(c.yes, 0) as yes, coalesce(c.no, 0) as no
     from answer_revision v join answer a on a.id = v.answer_id
       left join helpful_count c on c.answer_id = v.answer_id and c.revision = v.number
     where v.answer_id = $1 and v.number is not null and (c.yes + c.no > 0 or v.number = a.revision_number)
     order by v.number desc limit $2`,
    [answerId, revisionsMax],
  )
}

/** Threads that can be read, as the page of the answer lists them, and what the answer cites. */
function readCovers(viewer: Viewer, answerId: number): Promise<z.infer<typeof Covers>> {
  return queryRow(
    pool(),
    Covers,
    `select count(*) filter (where ${isUncontested('c')})::int as covered, count(*) filter (where c.verdict = 'accepted')::int as accepted,
       count(*) filter (where not (${isUncontested('c')}))::int as contested,
       (select count(*)::int from coverage_ruling r where r.answer_id = $1) as decided,
       (select count(*)::int from citation s where s.answer_id = $1) as sources,
       (select count(*)::int from citation s where s.answer_id = $1 and s.state <> 'fine') as changed
     from coverage c join thread t on t.id = c.thread_id join topic o on o.id = t.topic_id
     where c.answer_id = $1 and t.hidden_at is null and ${topicIsVisible('o', '$2')}`,
    [answerId, visibilitiesFor(viewer)],
  )
}
