import { z } from 'zod'
import { topicIsVisible, type Viewer, visibilitiesFor, visibleTopic } from '../../identity/viewer'
import { db, pool, queryRow, queryRows } from '../../platform/db'
import { tagNameOf } from '../../shared'

export type TagView = { id: number; name: string; description: string; threadCount: number; synonyms: string[] }

const Tag = z.object({ id: z.int(), name: z.string(), description: z.string(), threadCount: z.int() })
const Counts = z.object({ n: z.int(), a: z.int(), c: z.int() })

/**
 * Returns tags with threads, the most used first. Counts contain what the viewer may see: the stored counters if the viewer may see
 * everything, counted again otherwise.
 */
export async function listTags(viewer: Viewer, countMax: number): Promise<Omit<TagView, 'synonyms'>[]> {
  const visibilities = visibilitiesFor(viewer)
  const hidden = await db().topic.findFirst({ where: { NOT: visibleTopic(viewer) }, select: { id: true } })
  if (!hidden) {
    return db().tag.findMany({
      where: { threadCount: { gt: 0 } },
      orderBy: [{ threadCount: 'desc' }, { id: 'asc' }],
      take: countMax,
      select: { id: true, name: true, description: true, threadCount: true },
    })
  }
  return queryRows(
    pool(),
    Tag,
    `select g.id, g.name, g.description, count(*)::int as "threadCount" from thread_tag x join tag g on g.id = x.tag_id
     join thread t on t.id = x.thread_id join topic o on o.id = t.topic_id
     where t.hidden_at is null and ${topicIsVisible('o', '$1')} group by g.id order by 4 desc, g.id limit $2`,
    [visibilities, countMax],
  )
}

/**
 * Returns names of tags that begin with this, the most used first, of tags with a thread that the viewer may see. Nothing for an empty
 * beginning.
 */
export async function listTagNames(viewer: Viewer, beginning: string, countMax: number): Promise<string[]> {
  const start = tagNameOf(beginning)
  if (!start) return []
  const rows = await queryRows(
    pool(),
    z.object({ name: z.string() }),
    `select g.name from tag g where starts_with(g.name, $1) and g.thread_count > 0
       and exists (select 1 from thread_tag x join thread t on t.id = x.thread_id join topic o on o.id = t.topic_id
                   where x.tag_id = g.id and t.hidden_at is null and ${topicIsVisible('o', '$2')})
     order by g.thread_count desc, g.id limit $3`,
    [start, visibilitiesFor(viewer), countMax],
  )
  return rows.map(({ name }) => name)
}

/** Returns a tag by its name. For a synonym, returns its tag, which has another name. */
export async function findTag(name: string): Promise<TagView | null> {
  const select = { id: true, name: true, description: true, threadCount: true, synonyms: { select: { name: true } } } as const
  const tag =
    (await db().tag.findUnique({ where: { name }, select })) ??
    (await db().tagSynonym.findUnique({ where: { name }, select: { tag: { select } } }))?.tag
  return tag ? { ...tag, synonyms: tag.synonyms.map((synonym) => synonym.name) } : null
}

/** Returns how many threads of a tag are covered, answered and neither, of those that the viewer may see. */
export async function tagResolutions(
  viewer: Viewer,
  tagId: number,
): Promise<{ threadCount: number; answeredCount: number; coveredCount: number }> {
  const row = await queryRow(
    pool(),
    Counts,
    `select count(*)::int as n, count(*) filter (where t.standing = 'answered')::int as a, count(*) filter (where t.standing = 'covered')::int as c
     from thread_tag x join thread t on t.id = x.thread_id join topic o on o.id = t.topic_id
     where x.tag_id = $1 and t.hidden_at is null and ${topicIsVisible('o', '$2')}`,
    [tagId, visibilitiesFor(viewer)],
  )
  return { threadCount: row.n, answeredCount: row.a, coveredCount: row.c }
}
