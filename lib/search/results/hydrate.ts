import { asPassage, type KeptAnchors, plainText, sectionsOf, wholeText } from '../../content'
import { type Viewer, visibilitiesFor } from '../../identity/viewer'
import { pool } from '../../platform/db'
import type { RankedGroup } from '../ranking/grouping'
import { chunksOf } from '../semantic'
import { markAll, markPassage, type Segment } from './highlight'

/** Where a passage stands; what a link to it and its label are made of. */
export type PassagePlace =
  | { type: 'opening' }
  | { type: 'reply'; number: number; accepted: boolean }
  | { type: 'section'; number: number; anchor: string; heading: Segment[] }
  | { type: 'summary' }

/** A piece of a post that matched. */
export type Passage = { place: PassagePlace; text: Segment[] }

/** One result: a thread or an answer. */
export type Hit = {
  kind: 'thread' | 'answer'
  id: number
  slug: string
  title: string
  titleMarked: Segment[]
  resolution: 'unanswered' | 'answered' | 'covered'
  topic: { slug: string; name: string }
  replyCount: number
  viewCount: number
  activityAt: Date
  /** Threads an answer settles. */
  coverCount: number
  /** The answer that covers a thread. */
  coveredBy: { slug: string; title: string; section: string | null } | null
  passages: Passage[]
  /** Matching posts that are not shown. */
  morePosts: number
}

const passagesMax = 2
/** Of longer posts the beginning is read: a passage is looked for in no more, and a page shows forty of them. */
const readLengthMax = 12_000

/**
 * Reads what the results show. Visibility is checked here once more: the engine's index may lag behind, the tables do
 * not. A result that may not be seen is dropped, so a page may be short. Four queries, however many results.
 */
export async function hydrate(viewer: Viewer, groups: RankedGroup[], terms: Map<string, number>): Promise<Hit[]> {
  const ids = (kind: string) => groups.filter((g) => g.groupKind === kind).map((g) => g.groupId)
  const shown = groups.flatMap((group) => group.posts.slice(0, passagesMax))
  const [threads, answers, replies] = await Promise.all([
    readThreads(viewer, ids('thread')),
    readAnswers(viewer, ids('answer')),
    readReplies(shown.flatMap(({ candidate }) => candidate.replyId ?? [])),
  ])
  return groups.flatMap((group) => {
    const row = group.groupKind === 'thread' ? threads.get(group.groupId) : answers.get(group.groupId)
    if (!row) return []
    const passages = group.posts.slice(0, passagesMax).flatMap(({ candidate, chunk = 1 }): Passage[] => {
      if (candidate.replyId !== null) {
        const reply = replies.get(candidate.replyId)
        if (!reply) return []
        return [
          { place: { type: 'reply', number: reply.number, accepted: reply.accepted }, text: passageOf(wordsIn(reply.body), terms, chunk) },
        ]
      }
      if (group.groupKind === 'answer') return answerPassage(row as AnswerRow, candidate.anchor, terms, chunk)
      return [{ place: { type: 'opening' }, text: passageOf(wordsIn((row as ThreadRow).body), terms, chunk) }]
    })
    return [
      {
        kind: group.groupKind,
        id: row.id,
        slug: row.slug,
        title: row.title,
        titleMarked: markAll(row.title, terms),
        resolution: row.resolution,
        topic: { slug: row.topic_slug, name: row.topic_name },
        replyCount: row.reply_count,
        viewCount: row.view_count,
        activityAt: row.activity_at,
        coverCount: row.cover_count,
        coveredBy: row.covered_slug ? { slug: row.covered_slug, title: row.covered_title as string, section: row.covered_section } : null,
        passages: distinctPlaces(passages),
        morePosts: Math.max(0, group.posts.length - passagesMax),
      },
    ]
  })
}

/** The words at the beginning of a text whose links may be defined at its end, or in another section. */
function wordsIn(markdown: string, definitions = ''): string {
  if (markdown.length <= readLengthMax && definitions === '') return plainText(markdown)
  return plainText(asPassage(markdown.slice(0, readLengthMax), wholeText(markdown, definitions)))
}

// Several aliases lead to one place.
function distinctPlaces(passages: Passage[]): Passage[] {
  const keyOf = ({ place }: Passage) => ('anchor' in place ? place.anchor : 'number' in place ? place.number : place.type)
  return [...new Map(passages.reverse().map((passage) => [keyOf(passage), passage])).values()].reverse()
}

/** Where no word matched, the piece that is nearest says why it was found. */
function passageOf(text: string, terms: Map<string, number>, chunk: number): Segment[] {
  const marked = markPassage(text, terms)
  if (chunk <= 1 || marked.some(({ mark }) => mark)) return marked
  const nearest = chunksOf('', text, chunk)[chunk - 1]
  return nearest ? [{ text: '… ', mark: false }, ...markPassage(nearest, terms)] : marked
}

function answerPassage(row: AnswerRow, anchor: string, terms: Map<string, number>, chunk: number): Passage[] {
  if (!anchor && row.summary) return [{ place: { type: 'summary' }, text: markPassage(row.summary, terms) }]
  const { lead, definitions, sections } = sectionsOf(row.body, row.kept_anchors)
  if (!anchor) return [{ place: { type: 'summary' }, text: markPassage(wordsIn(lead, definitions), terms) }]
  const section = sections.find((s) => s.anchor === anchor)
  if (!section) return []
  return [
    {
      place: { type: 'section', number: section.number, anchor, heading: markAll(section.heading, terms) },
      text: passageOf(wordsIn(section.body, section.definitions), terms, chunk),
    },
  ]
}

type Row = {
  id: number
  slug: string
  title: string
  body: string
  resolution: Hit['resolution']
  topic_slug: string
  topic_name: string
  reply_count: number
  view_count: number
  activity_at: Date
  cover_count: number
  covered_slug: string | null
  covered_title: string | null
  covered_section: string | null
}
type ThreadRow = Row
type AnswerRow = Row & { summary: string; kept_anchors: KeptAnchors }

async function readThreads(viewer: Viewer, ids: number[]): Promise<Map<number, ThreadRow>> {
  if (ids.length === 0) return new Map()
  const { rows } = await pool().query<ThreadRow>({
    name: 'search-threads',
    text: `select t.id, t.slug, t.title, t.body, t.standing as resolution, o.slug as topic_slug, o.name as topic_name, t.reply_count,
        t.view_count, t.activity_at, 0 as cover_count, c.slug as covered_slug, c.title as covered_title, c.section as covered_section
      from thread t join topic o on o.id = t.topic_id
      left join lateral (select a.slug, a.title, v.section from coverage v join answer a on a.id = v.answer_id join topic ao on ao.id = a.topic_id and ao.visibility = any($2::visibility[])
        where v.thread_id = t.id and v.verdict <> 'contested' and a.status = 'published' and a.hidden_at is null
        order by v.created_at desc limit 1) c on true
      where t.id = any($1) and t.hidden_at is null and o.visibility = any($2::visibility[])`,
    values: [ids, visibilitiesFor(viewer)],
  })
  return new Map(rows.map((row) => [row.id, row]))
}

async function readAnswers(viewer: Viewer, ids: number[]): Promise<Map<number, AnswerRow>> {
  if (ids.length === 0) return new Map()
  const { rows } = await pool().query<AnswerRow>({
    name: 'search-answers',
    text: `select a.id, a.slug, a.title, a.body, a.kept_anchors, a.summary, 'covered' as resolution, o.slug as topic_slug, o.name as topic_name, 0 as reply_count,
        a.view_count, a.revised_at as activity_at, a.cover_count, null as covered_slug, null as covered_title, null as covered_section
      from answer a join topic o on o.id = a.topic_id
      where a.id = any($1) and a.status = 'published' and a.hidden_at is null and o.visibility = any($2::visibility[])`,
    values: [ids, visibilitiesFor(viewer)],
  })
  return new Map(rows.map((row) => [row.id, row]))
}

async function readReplies(ids: number[]): Promise<Map<number, { body: string; number: number; accepted: boolean }>> {
  if (ids.length === 0) return new Map()
  const { rows } = await pool().query({
    name: 'search-replies',
    text: 'select id, body, number, accepted_at is not null as accepted from reply where id = any($1) and hidden_at is null',
    values: [ids],
  })
  return new Map(rows.map((row) => [row.id, row]))
}
