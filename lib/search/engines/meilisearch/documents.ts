import { z } from 'zod'
import { answerIsLive } from '../../../identity/viewer'
import { pool, queryRows } from '../../../platform/db'
import { groupKinds, keyColumns, type PostKey } from '../../posts/post-key'
import type { GroupKind } from '../port'
import { wordOf } from './terms'

/** A post as the index has it. */
export type IndexDocument = {
  id: string
  /** Of the text and of all that is filtered by; not of counts, which may lag. */
  version: string
  group: string
  groupId: number
  kind: GroupKind
  title: string
  text: string
  /** Its topic and the area above. */
  topics: number[]
  tags: number[]
  author: number | null
  standing: string
  /** The opening of a thread, or any post of an answer. */
  opening: boolean
  /** Milliseconds. */
  created: number
  activity: number
  views: number
  boosts: number
}

/** `t12-3` is the third reply of thread 12. */
export function idOf({ groupKind, groupId, place }: PostKey): string {
  return `${groupOf(groupKind, groupId)}-${place}`
}

/** What the posts of a thread or answer have in common. */
export function groupOf(kind: GroupKind, id: number): string {
  return `${kind === 'thread' ? 't' : 'a'}${id}`
}

/** The key in an id, or null if the id is none of ours. */
export function keyOf(id: string): PostKey | null {
  const match = /^([ta])(\d+)-(\d+)$/.exec(id)
  if (!match) return null
  return { groupKind: match[1] === 't' ? 'thread' : 'answer', groupId: Number(match[2]), place: Number(match[3]) }
}

// What readers may not find is not there: drafts have no posts, hidden groups are left out here.
const groupFields = `
  coalesce(t.topic_id, a.topic_id) as topic, coalesce(t.area_id, a.area_id) as area, coalesce(t.standing::text, 'none') as standing,
  array(select tag_id from thread_tag where p.group_kind = 'thread' and thread_id = p.group_id
    union all select tag_id from answer_tag where p.group_kind = 'answer' and answer_id = p.group_id order by 1) as tags,
  coalesce(t.activity_at, a.revised_at, a.created_at) as activity, coalesce(t.view_count, a.view_count) as views,
  coalesce(t.boost_count, a.boost_base) as boosts`
const withGroup = `
  left join thread t on p.group_kind = 'thread' and t.id = p.group_id and t.hidden_at is null
  left join answer a on p.group_kind = 'answer' and a.id = p.group_id and ${answerIsLive('a')}
  cross join lateral (select ${groupFields}) g`
const shown = '(t.id is not null or a.id is not null)'
const version = `substr(md5(concat_ws('|', p.version, p.author_id, p.created_at, p.anchor, g.topic, g.area, g.standing, g.tags, g.activity,
  md5(p.terms::text), md5(p.title_terms::text))), 1, 12)`

const columns = `p.id as row, p.group_kind, p.group_id, p.place, p.author_id, p.created_at, (p.kind <> 'reply') as opening,
  tsvector_to_array(p.title_terms) as title, tsvector_to_array(p.terms) as terms, g.*, ${version} as version, ${shown} as shown`

const Row = z.object({
  row: z.string(),
  group_kind: z.enum(groupKinds),
  group_id: z.int(),
  place: z.int(),
  author_id: z.int().nullable(),
  created_at: z.date(),
  opening: z.boolean(),
  title: z.array(z.string()),
  terms: z.array(z.string()),
  topic: z.int(),
  area: z.int(),
  standing: z.string(),
  tags: z.array(z.int()),
  activity: z.date(),
  views: z.int(),
  boosts: z.int(),
  version: z.string(),
  shown: z.literal(true),
})
// Of what is hidden the columns of its group are null.
const Any = z.discriminatedUnion('shown', [Row, z.object({ row: z.string(), shown: z.literal(false) })])
type Row = z.infer<typeof Row>
const Version = z.object({ place: z.int(), group_id: z.int(), version: z.string() })

function documentOf(row: Row): IndexDocument {
  const inTitle = new Set(row.title)
  return {
    id: idOf({ groupKind: row.group_kind, groupId: row.group_id, place: row.place }),
    version: row.version,
    group: groupOf(row.group_kind, row.group_id),
    groupId: row.group_id,
    kind: row.group_kind,
    title: row.title.map(wordOf).join(' '),
    text: row.terms
      .filter((term) => !inTitle.has(term))
      .map(wordOf)
      .join(' '),
    topics: [...new Set([row.topic, row.area])],
    tags: row.tags,
    author: row.author_id,
    standing: row.standing,
    opening: row.opening,
    created: row.created_at.getTime(),
    activity: row.activity.getTime(),
    views: row.views,
    boosts: row.boosts,
  }
}

/** All posts there are, in batches, in the order in which they came. */
export async function* allIndexDocuments(batchSize: number): AsyncIterable<IndexDocument[]> {
  for (let after = '0'; ; ) {
    const rows = await queryRows(
      pool(),
      Any,
      `select ${columns} from (select * from search_post where id > $1 order by id limit $2) p ${withGroup} order by p.id`,
      [after, batchSize],
    )
    const last = rows.at(-1)
    if (!last) return
    yield rows.filter((row) => row.shown).map(documentOf)
    after = last.row
  }
}

/** The present state of these posts and of all posts of these groups. What is not there, or not to be found, is missing. */
export async function readIndexDocuments(posts: PostKey[], groups: { groupKind: GroupKind; groupId: number }[]): Promise<IndexDocument[]> {
  const rows = await queryRows(
    pool(),
    Row,
    `select ${columns} from (
       select s.* from unnest($1::text[], $2::int[], $3::int[]) u(k, g, n) join search_post s on s.group_kind = k::subject_kind and s.group_id = g and s.place = n
       union select s.* from unnest($4::text[], $5::int[]) u(k, g) join search_post s on s.group_kind = k::subject_kind and s.group_id = g) p
     ${withGroup} where ${shown}`,
    [...keyColumns(posts), groups.map(({ groupKind }) => groupKind), groups.map(({ groupId }) => groupId)],
  )
  return rows.map(documentOf)
}

/** Ids and versions of all posts of groups with these ids, from `from` up to and without `to`. */
export async function readVersions(kind: GroupKind, from: number, to: number): Promise<Map<string, string>> {
  const rows = await queryRows(
    pool(),
    Version,
    `select p.group_id, p.place, ${version} as version from search_post p
     ${withGroup}
     where ${shown} and p.group_kind = $1::subject_kind and p.group_id >= $2 and p.group_id < $3`,
    [kind, from, to],
  )
  return new Map(rows.map((row) => [idOf({ groupKind: kind, groupId: row.group_id, place: row.place }), row.version]))
}
