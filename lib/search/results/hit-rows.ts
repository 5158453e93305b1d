import { z } from 'zod'
import { areSectionsStored, joinPostText, keptAnchorsColumn, plainTexts, readSections, type StoredSection } from '../../content'
import { answerIsLive, coverageCounts, needsReviewSince, topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { pool, queryRows, Resolution } from '../../platform/db'

/** Of longer posts the beginning is read: a passage is looked for in no more, and a page shows forty of them. */
const readLengthMax = 12_000

const Row = z.object({
  id: z.int(),
  slug: z.string(),
  title: z.string(),
  resolution: z.enum(Resolution),
  topic_slug: z.string(),
  topic_name: z.string(),
  reply_count: z.int(),
  view_count: z.int(),
  activity_at: z.date(),
  cover_count: z.int(),
  needs_review: z.boolean(),
  covered_slug: z.string().nullable(),
  covered_title: z.string().nullable(),
  covered_section: z.string().nullable(),
})
const Words = z.object({ plain: z.string().nullable(), body: z.string().nullable() })
const ThreadRow = Row.extend(Words.shape)
const AnswerRow = Row.extend({ summary: z.string(), body: z.string().nullable(), kept_anchors: keptAnchorsColumn })
const Reply = Words.extend({ id: z.int(), number: z.int(), accepted: z.boolean() })
const Section = z.object({ answerId: z.int(), number: z.int(), anchor: z.string(), heading: z.string(), plain: z.string() })

/** A thread as a result shows it, with what `openingWords` takes. */
type ThreadRow = z.infer<typeof ThreadRow>
/** An answer as a result shows it; `body` is null where its sections are stored. */
export type AnswerRow = z.infer<typeof AnswerRow>

/** Those of the threads that the viewer may see, by id. One query. */
export async function readThreads(viewer: Viewer, ids: number[]): Promise<Map<number, ThreadRow>> {
  if (ids.length === 0) return new Map()
  const rows = await queryRows(pool(), ThreadRow, {
    name: 'search-threads',
    text: `select t.id, t.slug, t.title, ${words('t.body')}, t.standing as resolution, o.slug as topic_slug, o.name as topic_name, t.reply_count,
        t.view_count, t.activity_at, 0 as cover_count, false as needs_review, c.slug as covered_slug, c.title as covered_title, c.section as covered_section
      from thread t join topic o on o.id = t.topic_id
      left join lateral (select a.slug, a.title, v.section from coverage v join answer a on a.id = v.answer_id join topic ao on ao.id = a.topic_id
        where v.thread_id = t.id and ${coverageCounts('v', 'a', topicIsVisible('ao', '$2'))}
        order by v.created_at desc limit 1) c on true
      ${joinPostText('x', 't.id', '0')}
      where t.id = any($1) and t.hidden_at is null and ${topicIsVisible('o', '$2')}`,
    values: [ids, visibilitiesFor(viewer)],
  })
  return new Map(rows.map((row) => [row.id, row]))
}

/** Those of the answers that are published and that the viewer may see, by id. One query. */
export async function readAnswers(viewer: Viewer, ids: number[]): Promise<Map<number, AnswerRow>> {
  if (ids.length === 0) return new Map()
  const rows = await queryRows(pool(), AnswerRow, {
    name: 'search-answers',
    text: `select a.id, a.slug, a.title, case when ${areSectionsStored('a')} then null else a.body end as body, a.kept_anchors, a.summary, 'covered' as resolution, o.slug as topic_slug, o.name as topic_name, 0 as reply_count,
        a.view_count, a.revised_at as activity_at, a.cover_count, ${needsReviewSince('a')} is not null as needs_review, null as covered_slug, null as covered_title, null as covered_section
      from answer a join topic o on o.id = a.topic_id
      where a.id = any($1) and ${answerIsLive('a')} and ${topicIsVisible('o', '$2')}`,
    values: [ids, visibilitiesFor(viewer)],
  })
  return new Map(rows.map((row) => [row.id, row]))
}

type ReplyRow = { number: number; accepted: boolean; words: string }

/** Those of the replies that are not hidden, by id. The caller has checked their threads. One query. */
export async function readReplies(ids: number[]): Promise<Map<number, ReplyRow>> {
  if (ids.length === 0) return new Map()
  const rows = await queryRows(pool(), Reply, {
    name: 'search-replies',
    text: `select r.id, ${words('r.body')}, r.number, r.accepted_at is not null as accepted
      from reply r ${joinPostText('x', 'r.thread_id', 'r.number')} where r.id = any($1) and r.hidden_at is null`,
    values: [ids],
  })
  const texts = await plainTexts(rows)
  return new Map(rows.map(({ id, number, accepted }, i) => [id, { number, accepted, words: cut(texts[i]) }]))
}

/** The words of openings, by thread. */
export async function openingWords(threads: ThreadRow[]): Promise<Map<number, string>> {
  const texts = await plainTexts(threads)
  return new Map(threads.map(({ id }, i) => [id, cut(texts[i])]))
}

/** A section as a passage is made of it; number 0 is the head of an answer. */
export type ShownSection = Pick<StoredSection, 'number' | 'anchor' | 'heading' | 'plain'>

/** Names a section of an answer. */
export function sectionKey(answerId: number, anchor: string): string {
  return `${answerId}/${anchor}`
}

/** These sections of answers that were read, by their keys; the head of an answer has no anchor. One query. */
export async function readShownSections(
  wanted: { answerId: number; anchor: string }[],
  answers: Map<number, AnswerRow>,
): Promise<Map<string, ShownSection>> {
  const known = wanted.filter(({ answerId }) => answers.has(answerId))
  if (known.length === 0) return new Map()
  const rows = await queryRows(pool(), Section, {
    name: 'search-sections',
    text: `select distinct on (s.answer_id, s.anchor) s.answer_id as "answerId", s.number, s.anchor, s.heading, left(s.plain, ${readLengthMax}) as plain
      from unnest($1::int[], $2::text[]) w(id, anchor) join answer a on a.id = w.id and ${areSectionsStored('a')}
      join answer_section s on s.answer_id = w.id and s.anchor = w.anchor order by s.answer_id, s.anchor, s.number`,
    values: [known.map(({ answerId }) => answerId), known.map(({ anchor }) => anchor)],
  })
  const sections = new Map<string, ShownSection>(rows.map((row) => [sectionKey(row.answerId, row.anchor), row]))
  await Promise.all(
    known.map(async ({ answerId, anchor }) => {
      const answer = answers.get(answerId)
      // Not stored yet, as after an update.
      if (answer?.body == null) return
      const { sections: all } = await readSections({ body: answer.body, summary: answer.summary, keptAnchors: answer.kept_anchors })
      const section = all.find((each) => each.anchor === anchor)
      if (section) sections.set(sectionKey(answerId, anchor), { ...section, plain: cut(section.plain) })
    }),
  )
  return sections
}

/** SQL of the columns that `plainTexts` takes. */
function words(body: string): string {
  return `left(x.plain, ${readLengthMax}) as plain, case when x.plain is null then ${body} end as body`
}

function cut(text = ''): string {
  return text.slice(0, readLengthMax)
}
