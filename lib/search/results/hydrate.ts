import type { Viewer } from '../../identity/viewer'
import type { RankedGroup } from '../ranking/grouping'
import { chunksOf } from '../semantic'
import { markAll, markPassage, type Segment } from './highlight'
import {
  type AnswerRow,
  openingWords,
  readAnswers,
  readReplies,
  readShownSections,
  readThreads,
  type ShownSection,
  sectionKey,
} from './hit-rows'

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
  /** An editor should look at this answer again. */
  needsReview: boolean
  /** The answer that covers a thread. */
  coveredBy: { slug: string; title: string; section: string | null } | null
  passages: Passage[]
  /** Matching posts that are not shown. */
  morePosts: number
}

const passagesMax = 2

/**
 * Reads what the results show. Visibility is checked here once more: the engine's index may lag behind, the tables do
 * not. A result that may not be seen is dropped, so a page may be short. Four queries, however many results.
 */
export async function hydrate(viewer: Viewer, groups: RankedGroup[], terms: Map<string, number>): Promise<Hit[]> {
  const ids = (kind: string) => groups.filter((g) => g.groupKind === kind).map((g) => g.groupId)
  const shown = groups.flatMap((group) => group.posts.slice(0, passagesMax)).map(({ candidate }) => candidate)
  const [threads, answers, replies] = await Promise.all([
    readThreads(viewer, ids('thread')),
    readAnswers(viewer, ids('answer')),
    readReplies(shown.flatMap(({ replyId }) => replyId ?? [])),
  ])
  const [openings, sections] = await Promise.all([
    openingWords(shown.flatMap((candidate) => (candidate.kind === 'opening' ? (threads.get(candidate.groupId) ?? []) : []))),
    readShownSections(
      shown.flatMap(({ groupKind, groupId, anchor }) => (groupKind === 'answer' ? { answerId: groupId, anchor } : [])),
      answers,
    ),
  ])
  return groups.flatMap((group) => {
    const row = group.groupKind === 'thread' ? threads.get(group.groupId) : answers.get(group.groupId)
    if (!row) return []
    const passages = group.posts.slice(0, passagesMax).flatMap(({ candidate, chunk = 1 }): Passage[] => {
      if (candidate.replyId !== null) {
        const reply = replies.get(candidate.replyId)
        if (!reply) return []
        return [{ place: { type: 'reply', number: reply.number, accepted: reply.accepted }, text: passageOf(reply.words, terms, chunk) }]
      }
      if (group.groupKind === 'answer')
        return answerPassage(row as AnswerRow, sections.get(sectionKey(group.groupId, candidate.anchor)), terms, chunk)
      return [{ place: { type: 'opening' }, text: passageOf(openings.get(row.id) ?? '', terms, chunk) }]
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
        needsReview: row.needs_review,
        coveredBy: row.covered_slug ? { slug: row.covered_slug, title: row.covered_title as string, section: row.covered_section } : null,
        passages: distinctPlaces(passages),
        morePosts: Math.max(0, group.posts.length - passagesMax),
      },
    ]
  })
}

// Several aliases lead to one place.
function distinctPlaces(passages: Passage[]): Passage[] {
  const keyOf = ({ place }: Passage) => ('anchor' in place ? place.anchor : 'number' in place ? place.number : place.type)
  return [...new Map(passages.reverse().map((passage) => [keyOf(passage), passage])).values()].reverse()
}

/** Where no word matched, the piece that is nearest says why it was found. */
export function passageOf(text: string, terms: Map<string, number>, chunk: number): Segment[] {
  const marked = markPassage(text, terms)
  if (chunk <= 1 || marked.some(({ mark }) => mark)) return marked
  const nearest = chunksOf('', text, chunk)[chunk - 1]
  return nearest ? [{ text: '… ', mark: false }, ...markPassage(nearest, terms)] : marked
}

function answerPassage(row: AnswerRow, section: ShownSection | undefined, terms: Map<string, number>, chunk: number): Passage[] {
  if (!section) return []
  const { number, anchor } = section
  if (number === 0) return [{ place: { type: 'summary' }, text: markPassage(row.summary || section.plain, terms) }]
  return [
    {
      place: { type: 'section', number, anchor, heading: markAll(section.heading, terms) },
      text: passageOf(section.plain, terms, chunk),
    },
  ]
}
