import { type Viewer, visibleTopic } from '../../identity/viewer'
import { db } from '../../platform/db'

export type TopicView = {
  id: number
  slug: string
  name: string
  description: string
  documentationUrl: string | null
  parent: { slug: string; name: string } | null
  /** Includes threads of those subtopics that the viewer may see. */
  threadCount: number
  answeredCount: number
  coveredCount: number
  subtopics: { id: number; slug: string; name: string; description: string; threadCount: number }[]
}

const fields = {
  id: true,
  slug: true,
  name: true,
  description: true,
  documentationUrl: true,
  threadCount: true,
  answeredCount: true,
  coveredCount: true,
} as const

/** Returns topics of the first level with their subtopics, in the order that editors gave them. */
export async function listTopics(viewer: Viewer): Promise<TopicView[]> {
  const visible = visibleTopic(viewer)
  const order = [{ position: 'asc' as const }, { id: 'asc' as const }]
  const rows = await db().topic.findMany({
    where: { parentId: null, ...visible },
    orderBy: order,
    select: { ...fields, subtopics: { where: visible, orderBy: order, select: fields } },
  })
  return rows.map((row) => withTotals(row, null))
}

/** Returns a topic by its slug, or null if it is missing or hidden from this viewer. A hidden parent hides its subtopics. */
export async function findTopic(viewer: Viewer, slug: string): Promise<TopicView | null> {
  const visible = visibleTopic(viewer)
  const row = await db().topic.findFirst({
    where: { slug, ...visible, OR: [{ parentId: null }, { parent: visible }] },
    select: {
      ...fields,
      parent: { select: { slug: true, name: true } },
      subtopics: { where: visible, orderBy: [{ position: 'asc' }, { id: 'asc' }], select: fields },
    },
  })
  return row ? withTotals(row, row.parent) : null
}

export type Place = { id: number; slug: string; name: string; label: string }

/** Returns where a thread can be: topics and their subtopics, which are shown with the names of both. */
export function placesOf(topics: TopicView[]): Place[] {
  return topics.flatMap((topic) => [
    { id: topic.id, slug: topic.slug, name: topic.name, label: topic.name },
    ...topic.subtopics.map((sub) => ({ id: sub.id, slug: sub.slug, name: sub.name, label: `${topic.name}: ${sub.name}` })),
  ])
}

type Counted = { threadCount: number; answeredCount: number; coveredCount: number }
type Row = Omit<TopicView, 'parent' | 'subtopics'> & { subtopics: (Omit<TopicView, 'parent' | 'subtopics'> & Counted)[] }

function withTotals(row: Row, parent: TopicView['parent']): TopicView {
  const sum = (pick: (counted: Counted) => number) => row.subtopics.reduce((total, subtopic) => total + pick(subtopic), pick(row))
  return {
    ...row,
    parent,
    threadCount: sum((t) => t.threadCount),
    answeredCount: sum((t) => t.answeredCount),
    coveredCount: sum((t) => t.coveredCount),
  }
}
