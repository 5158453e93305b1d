import { z } from 'zod'
import { topicIsVisible, type Viewer, visibilitiesFor, visibleTopic } from '../../identity/viewer'
import { db, pool, queryRows } from '../../platform/db'

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

const Row = z.object({
  id: z.int(),
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  documentationUrl: z.string().nullable(),
  threadCount: z.int(),
  answeredCount: z.int(),
  coveredCount: z.int(),
})
/** A topic or one of its subtopics, with the topic above it. */
const FoundRow = Row.extend({ parentSlug: z.string().nullable(), parentName: z.string().nullable() })

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

/**
 * Returns a topic by its slug, or null if it is missing or hidden from this viewer. A hidden parent hides its subtopics. One query: the
 * topic is its first row.
 */
export async function findTopic(viewer: Viewer, slug: string): Promise<TopicView | null> {
  const rows = await queryRows(pool(), FoundRow, {
    name: 'topic',
    text: `select o.id, o.slug, o.name, o.description, o.documentation_url as "documentationUrl", o.thread_count as "threadCount",
        o.answered_count as "answeredCount", o.covered_count as "coveredCount", p.slug as "parentSlug", p.name as "parentName"
      from topic found left join topic p on p.id = found.parent_id join topic o on o.id = found.id or o.parent_id = found.id
      where found.slug = $2 and ${topicIsVisible('found', '$1')} and (p.id is null or ${topicIsVisible('p', '$1')})
        and ${topicIsVisible('o', '$1')}
      order by o.id <> found.id, o.position, o.id`,
    values: [visibilitiesFor(viewer), slug],
  })
  const [topic, ...subtopics] = rows.map(({ parentSlug, parentName, ...row }) => row)
  if (!topic) return null
  const { parentSlug = null, parentName = null } = rows[0] ?? {}
  return withTotals({ ...topic, subtopics }, parentSlug !== null && parentName !== null ? { slug: parentSlug, name: parentName } : null)
}

export type Place = { id: number; slug: string; name: string; label: string }

/** Returns where a thread can be: topics and their subtopics, which are shown with the names of both. */
export function placesOf(topics: TopicView[]): Place[] {
  return topics.flatMap((topic) => [
    { id: topic.id, slug: topic.slug, name: topic.name, label: topic.name },
    ...topic.subtopics.map((sub) => ({ id: sub.id, slug: sub.slug, name: sub.name, label: `${topic.name}: ${sub.name}` })),
  ])
}

type Row = z.infer<typeof Row>

function withTotals(row: Row & { subtopics: Row[] }, parent: TopicView['parent']): TopicView {
  const sum = (pick: (counted: Row) => number) => row.subtopics.reduce((total, subtopic) => total + pick(subtopic), pick(row))
  return {
    ...row,
    parent,
    threadCount: sum((t) => t.threadCount),
    answeredCount: sum((t) => t.answeredCount),
    coveredCount: sum((t) => t.coveredCount),
  }
}
