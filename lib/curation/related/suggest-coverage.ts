import { z } from 'zod'
import { excerpt, joinPostText, plainTexts } from '../../content'
import { authorize, topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { db, pool, queryRows, Resolution } from '../../platform/db'
import { nearestSections, similar } from '../../search'

/** A thread that an answer seems to settle. */
export type CoverageSuggestion = {
  threadId: number
  slug: string
  title: string
  resolution: 'unanswered' | 'answered' | 'covered'
  replyCount: number
  viewCount: number
  /** The beginning of the opening. */
  passage: string
  /** Words in common, rarest first. */
  terms: string[]
  /** Anchor of the section that is nearest to it; null for an answer without sections. */
  section: string | null
  /** What its asker missed, if the answer was revised since; null otherwise. */
  contested: string | null
}

const lookedThrough = 60

/**
 * Returns threads that a published answer seems to settle, the likeliest first, without those that it covers or whose asker contested it.
 * The section is the one that fits the question best.
 */
export async function suggestCoverage(viewer: Viewer, answerId: number, countMax: number): Promise<CoverageSuggestion[]> {
  authorize(viewer, 'coverage.change')
  const answer = await db().answer.findUnique({
    where: { id: answerId },
    include: { aliases: true, tags: { include: { tag: true } }, coverages: { select: { threadId: true } } },
  })
  if (!answer) return []
  const known = new Set(answer.coverages.map(({ threadId }) => threadId))
  const body = `${answer.summary}\n\n${answer.body}`
  const [words] = await plainTexts([{ plain: null, body }], true)
  const source = {
    title: [answer.title, ...answer.aliases.map(({ alias }) => alias)].join('. '),
    body,
    tags: answer.tags.map(({ tag }) => tag.name),
    words,
  }
  const matches = await similar(viewer, source, {
    exclude: { kind: 'answer', id: answerId },
    countMax: lookedThrough + known.size,
  })
  const likely = matches.filter((match) => match.groupKind === 'thread' && !known.has(match.groupId)).slice(0, countMax)
  const threads = await readSuggested(
    viewer,
    likely.map((match) => match.groupId),
  )
  const byId = new Map(threads.map((thread) => [thread.id, thread]))
  const nearest = await nearestSections(answerId, threads)
  return likely.flatMap(({ groupId, terms }) => {
    const thread = byId.get(groupId)
    return thread ? [suggestionOf(thread, terms, nearest)] : []
  })
}

/**
 * The same, but first come threads whose askers contested before the answer was revised, and the one that the editor came from, whether it
 * is similar to the answer or not.
 */
export async function readSuggestions(
  viewer: Viewer,
  answerId: number,
  countMax: number,
  first: number | null,
): Promise<CoverageSuggestion[]> {
  const suggestions = await suggestCoverage(viewer, answerId, countMax)
  const answer = await db().answer.findUnique({
    where: { id: answerId },
    select: {
      revisedAt: true,
      coverages: { select: { threadId: true, response: true, respondedAt: true, reason: true } },
    },
  })
  if (!answer) return []
  const contested = answer.coverages.filter(
    ({ response, respondedAt }) => response === 'contested' && (respondedAt ?? 0) < (answer.revisedAt ?? 0),
  )
  const reasons = new Map(contested.map(({ threadId, reason }) => [threadId, reason]))
  const covered = new Set(answer.coverages.map(({ threadId }) => threadId))
  const wanted = new Set(reasons.keys())
  if (first !== null && !covered.has(first)) wanted.add(first)
  const known = suggestions.filter(({ threadId }) => wanted.has(threadId))
  const others = await readBare(
    viewer,
    answerId,
    [...wanted].filter((id) => !known.some(({ threadId }) => threadId === id)),
  )
  const leading = [...others, ...known].map((each) => ({ ...each, contested: reasons.get(each.threadId) ?? null }))
  return [...leading, ...suggestions.filter(({ threadId }) => !wanted.has(threadId))]
}

/** Returns these threads as suggestions, without shared words: those that the viewer may see. */
export async function readBare(viewer: Viewer, answerId: number, ids: number[]): Promise<CoverageSuggestion[]> {
  const threads = await readSuggested(viewer, ids)
  const nearest = await nearestSections(answerId, threads)
  return threads.map((thread) => suggestionOf(thread, [], nearest))
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
type Suggested = Omit<z.infer<typeof Suggested>, 'plain' | 'body'> & { words: string }

/** Those of the threads that the viewer may see, with the words of their openings. One query. */
async function readSuggested(viewer: Viewer, ids: number[]): Promise<Suggested[]> {
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

function suggestionOf({ id, words, ...rest }: Suggested, terms: string[], nearest: Map<number, string>): CoverageSuggestion {
  return {
    ...rest,
    threadId: id,
    passage: excerpt(words, passageLength),
    terms,
    section: nearest.get(id) ?? null,
    contested: null,
  }
}
