import { z } from 'zod'
import { answerIsLive, authorize, topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { keysetPage, keysetRead, pool, queryRow, queryRows } from '../../platform/db'

/** A dead link of a live answer, for editors. */
export type DeadLink = {
  id: number
  address: string
  answer: { id: number; slug: string; title: string }
  /** Where it stands first; no anchor before the first heading. */
  section: { anchor: string; heading: string }
  status: number | null
  why: string
  movedTo: string | null
  failingSince: Date | null
  checkedAt: Date | null
  /** It is being checked again, because an editor asked for that. */
  isDue: boolean
}

const Row = z.object({
  id: z.int(),
  value: z.string(),
  address: z.string(),
  answerId: z.int(),
  slug: z.string(),
  title: z.string(),
  anchor: z.string(),
  heading: z.string(),
  status: z.int().nullable(),
  why: z.string(),
  movedTo: z.string().nullable(),
  failingSince: z.date().nullable(),
  checkedAt: z.date().nullable(),
  isDue: z.boolean(),
})
const Counts = z.object({ dead: z.int(), fine: z.int() })

const pageSize = 30
/** Links that are listed of one answer. */
const ofAnswerMax = 200

const seen = `from answer_link x join web_link l on l.id = x.link_id join answer a on a.id = x.answer_id join topic o on o.id = a.topic_id
  where ${answerIsLive('a')} and ${topicIsVisible('o', '$1')}`
const conditions = { dead: `l.state = 'dead' and l.fine_since is null`, fine: 'l.fine_since is not null' }
const places = { dead: 'l.failing_since', fine: 'l.fine_since' }
/** `dead`, or those of which an editor said that they are fine. */
export type LinkList = keyof typeof conditions

const columns = `x.id, l.address, a.id as "answerId", a.slug, a.title, x.anchor, x.heading, l.status, l.why, l.moved_to as "movedTo",
  l.failing_since as "failingSince", l.checked_at as "checkedAt", l.check_at <= now() as "isDue"`

/** Returns a page of dead links, those that died last first. One query. @throws DomainError `forbidden` unless an editor. */
export async function listDeadLinks(viewer: Viewer, { show, ...request }: { show: LinkList; after?: string; before?: string }) {
  authorize(viewer, 'link.decide')
  const { cursor, direction, sign, ...read } = keysetRead(request, 'time')
  const place = places[show]
  const rows = await queryRows(
    pool(),
    Row,
    `select ${columns}, ${place}::text as value ${seen} and ${conditions[show]}
       ${cursor ? `and (${place}, x.id) ${sign} ($3::timestamptz, $4::int)` : ''}
     order by ${place} ${direction}, x.id ${direction} limit $2`,
    [visibilitiesFor(viewer), pageSize + 1, ...(cursor ? [cursor.value, cursor.id] : [])],
  )
  const { page, ...cursors } = keysetPage(rows, { count: pageSize, ...read })
  return { links: page.map(linkOf), ...cursors }
}

/** Returns the dead links of an answer in their order, or the latest of all. @throws DomainError `forbidden` unless an editor. */
export async function readDeadLinks(viewer: Viewer, answerId?: number): Promise<DeadLink[]> {
  if (answerId === undefined) return (await listDeadLinks(viewer, { show: 'dead' })).links
  authorize(viewer, 'link.decide')
  const rows = await queryRows(
    pool(),
    Row,
    `select ${columns}, '' as value ${seen} and ${conditions.dead} and a.id = $2 order by x.id limit ${ofAnswerMax}`,
    [visibilitiesFor(viewer), answerId],
  )
  return rows.map(linkOf)
}

/** Returns dead links of these answers, of each the first so many of its text. One query. @throws DomainError `forbidden` unless an editor. */
export async function readDeadLinksOf(viewer: Viewer, answerIds: number[], max: number): Promise<DeadLink[]> {
  authorize(viewer, 'link.decide')
  const rows = await queryRows(
    pool(),
    Row,
    `select * from (select ${columns}, '' as value, row_number() over (partition by a.id order by x.id) as place ${seen} and ${conditions.dead}
       and a.id = any($2::int[])) ranked where place <= $3 order by "answerId", id`,
    [visibilitiesFor(viewer), answerIds, max],
  )
  return rows.map(linkOf)
}

/** Returns how many links are in each list. @throws DomainError `forbidden` unless an editor. */
export async function countLinks(viewer: Viewer): Promise<Record<LinkList, number>> {
  authorize(viewer, 'link.decide')
  const count = (show: LinkList) => `count(*) filter (where ${conditions[show]})::int as ${show}`
  return queryRow(pool(), Counts, `select ${count('dead')}, ${count('fine')} ${seen} and (l.state = 'dead' or l.fine_since is not null)`, [
    visibilitiesFor(viewer),
  ])
}

/** Returns how many links are dead. @throws DomainError `forbidden` unless an editor. */
export async function countDeadLinks(viewer: Viewer): Promise<number> {
  return (await countLinks(viewer)).dead
}

function linkOf({ value, answerId, slug, title, anchor, heading, ...link }: z.infer<typeof Row>): DeadLink {
  return { ...link, answer: { id: answerId, slug, title }, section: { anchor, heading } }
}
