import { type Viewer, visibilitiesFor } from '../../identity/viewer'
import { db, pool } from '../../platform/db'

export type TagView = { id: number; name: string; description: string; threadCount: number; synonyms: string[] }

/**
 * Tags with threads, the most used first. Counts are of what the viewer may see: the kept counters where nothing is
 * hidden from them, counted anew where something is.
 */
export async function listTags(viewer: Viewer, countMax: number): Promise<Omit<TagView, 'synonyms'>[]> {
  const visibilities = visibilitiesFor(viewer)
  const hidden = await db().topic.findFirst({ where: { visibility: { notIn: visibilities } }, select: { id: true } })
  if (!hidden) {
    return db().tag.findMany({
      where: { threadCount: { gt: 0 } },
      orderBy: [{ threadCount: 'desc' }, { id: 'asc' }],
      take: countMax,
      select: { id: true, name: true, description: true, threadCount: true },
    })
  }
  const { rows } = await pool().query(
    `select g.id, g.name, g.description, count(*)::int as "threadCount" from thread_tag x join tag g on g.id = x.tag_id
     join thread t on t.id = x.thread_id join topic o on o.id = t.topic_id
     where t.hidden_at is null and o.visibility = any($1::visibility[]) group by g.id order by 4 desc, g.id limit $2`,
    [visibilities, countMax],
  )
  return rows
}

/** A tag by name; a synonym leads to its tag, which then has another name than asked for. */
export async function findTag(name: string): Promise<TagView | null> {
  const select = { id: true, name: true, description: true, threadCount: true, synonyms: { select: { name: true } } } as const
  const tag =
    (await db().tag.findUnique({ where: { name }, select })) ??
    (await db().tagSynonym.findUnique({ where: { name }, select: { tag: { select } } }))?.tag
  return tag ? { ...tag, synonyms: tag.synonyms.map((synonym) => synonym.name) } : null
}

/** How many threads of a tag are covered, answered and neither, of those the viewer may see. */
export async function tagResolutions(
  viewer: Viewer,
  tagId: number,
): Promise<{ threadCount: number; answeredCount: number; coveredCount: number }> {
  const {
    rows: [row],
  } = await pool().query(
    `select count(*)::int as n, count(*) filter (where t.standing = 'answered')::int as a, count(*) filter (where t.standing = 'covered')::int as c
     from thread_tag x join thread t on t.id = x.thread_id join topic o on o.id = t.topic_id
     where x.tag_id = $1 and t.hidden_at is null and o.visibility = any($2::visibility[])`,
    [tagId, visibilitiesFor(viewer)],
  )
  return { threadCount: row.n, answeredCount: row.a, coveredCount: row.c }
}
