import { pool } from '../../platform/db'
import { aliasPlace } from '../../shared'
import type { GroupKind } from '../engines/port'

/** How many posts there are. */
export async function countPosts(): Promise<number> {
  const { rows } = await pool().query<{ n: number }>('select count(*)::int as n from search_post')
  return rows[0]?.n ?? 0
}

/** What a post is, without its terms. */
export type PostRow = { id: string; group_kind: GroupKind; group_id: number; place: number; reply_id: number | null }

/** Posts by their ids, in their order; those that are gone are missing. */
export async function readPostRows(postIds: string[]): Promise<PostRow[]> {
  const { rows } = await pool().query<PostRow>(
    'select id::text, group_kind, group_id, place, reply_id from search_post where id = any($1::bigint[]) order by id',
    [postIds],
  )
  return rows
}

/** Ids of the next posts before `before`, the newest first: openings and posts of answers, or replies. */
export async function readPostIdsBefore(before: string | null, stage: 'openings' | 'replies', countMax: number): Promise<string[]> {
  const { rows } = await pool().query<{ id: string }>(
    `select p.id::text from search_post p where ($1::bigint is null or p.id < $1) and (reply_id is null) = ($2 = 'openings') order by p.id desc limit $3`,
    [before, stage, countMax],
  )
  return rows.map(({ id }) => id)
}

/** Ids of the openings of threads or the heads of answers, by the ids of these. */
export async function readHeadIds(kind: GroupKind, ids: number[]): Promise<Map<number, string>> {
  const { rows } = await pool().query<{ id: number; postId: string }>(
    `select group_id as id, search_post.id::text as "postId" from search_post
     where group_kind = $1::subject_kind and group_id = any($2::int[]) and place = 0`,
    [kind, ids],
  )
  return new Map(rows.map(({ id, postId }) => [id, postId]))
}

/** The sections of an answer as search has them, in their order. */
export async function readSections(answerId: number): Promise<{ postId: string; anchor: string; forward: Buffer }[]> {
  const { rows } = await pool().query<{ postId: string; anchor: string; forward: string }>(
    `select id::text as "postId", anchor, encode(forward, 'base64') as forward from search_post
     where group_kind = 'answer' and group_id = $1 and anchor <> '' and place < $2 order by place`,
    [answerId, aliasPlace],
  )
  return rows.map(({ forward, ...row }) => ({ ...row, forward: Buffer.from(forward, 'base64') }))
}
