import { z } from 'zod'
import { excerpt, joinPostText, plainTexts } from '../../content'
import { topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { pool, queryRows, Resolution } from '../../platform/db'
import { nearestSections, type Segment } from '../../search'

/** A thread that an answer seems to settle. */
export type CoverageSuggestion = {
  threadId: number
  slug: string
  title: string
  resolution: 'unanswered' | 'answered' | 'covered'
  replyCount: number
  viewCount: number
  /** What of the opening is nearest to the answer, shared words marked; of a thread that was looked for, its beginning. */
  passage: Segment[]
  /** Words in common, rarest first. */
  terms: string[]
  /** Anchor of the section that is nearest to it; null for an answer without sections. */
  section: string | null
  /** What its asker missed, if the answer was revised since; null otherwise. */
  contested: string | null
  /** Whether it is so likely that it is ticked beforehand. */
  ticked: boolean
  /** How likely the answer settles it, 0 to 1; 0 where that was not asked. */
  likelihood: number
}

/** Returns these threads as suggestions, without shared words: those that the viewer may see. */
export async function readBare(viewer: Viewer, answerId: number | null, ids: number[]): Promise<CoverageSuggestion[]> {
  const threads = await readSuggested(viewer, ids)
  const nearest = answerId === null ? new Map() : await nearestSections(answerId, threads)
  return threads.map((thread) => suggestionOf(thread, nearest.get(thread.id) ?? null))
}

const Suggested = z.object({
  id: z.int(),
  slug: z.string(),
  title: z.string(),
  resolution: z.enum(Resolution),
  replyCount: z.int(),
  viewCount: z.int(),
  plain: z.string().nullable(),
  body: z.string().nullable(),
})
/** A thread with the words of its opening. */
export type Suggested = Omit<z.infer<typeof Suggested>, 'plain' | 'body'> & { words: string }

/** Those of the threads that the viewer may see, with the words of their openings. One query. */
export async function readSuggested(viewer: Viewer, ids: number[]): Promise<Suggested[]> {
  if (ids.length === 0) return []
  const rows = await queryRows(
    pool(),
    Suggested,
    `select t.id, t.slug, t.title, t.standing as resolution, t.reply_count as "replyCount", t.view_count as "viewCount",
       x.plain, case when x.plain is null then t.body end as body
     from thread t join topic o on o.id = t.topic_id ${joinPostText('x', 't.id', '0')}
     where t.id = any($1) and t.hidden_at is null and ${topicIsVisible('o', '$2')} order by t.id`,
    [ids, visibilitiesFor(viewer)],
  )
  const words = await plainTexts(rows)
  return rows.map(({ plain, body, ...row }, i) => ({ ...row, words: words[i] as string }))
}

const passageLength = 180

/** A thread as a suggestion of which nothing more is known: with its beginning, and not ticked. */
export function suggestionOf({ id, words, ...rest }: Suggested, section: string | null): CoverageSuggestion {
  const passage = [{ text: excerpt(words, passageLength), mark: false }]
  return { ...rest, threadId: id, passage, terms: [], section, contested: null, ticked: false, likelihood: 0 }
}
