import { z } from 'zod'
import { pool, queryRow, queryRows } from '../../platform/db'
import type { GroupKind } from '../engines/port'
import { type PostKind, postKinds } from './kinds'
import { groupKinds } from './post-key'

const Count = z.object({ n: z.int() })
const Id = z.object({ id: z.string() })
const Kind = z.enum(groupKinds)
const Row = Id.extend({ kind: z.enum(postKinds), group_kind: Kind, group_id: z.int(), place: z.int(), reply_id: z.int().nullable() })
const Head = z.object({ id: z.int(), postId: z.string() })
const OfAnswer = z.object({
  postId: z.string(),
  answerId: z.int(),
  kind: z.enum(postKinds),
  anchor: z.string(),
  forward: z.string(),
})

/** How many posts there are. */
export async function countPosts(): Promise<number> {
  return (await queryRow(pool(), Count, 'select count(*)::int as n from search_post')).n
}

/** What a post is, without its terms. */
export type PostRow = z.infer<typeof Row>

/** Posts by their ids, in their order; those that are gone are missing. */
export async function readPostRows(postIds: string[]): Promise<PostRow[]> {
  return queryRows(
    pool(),
    Row,
    'select id::text, kind, group_kind, group_id, place, reply_id from search_post where id = any($1::bigint[]) order by id',
    [postIds],
  )
}

/** Ids of the next posts before `before`, the newest first: openings and posts of answers, or replies. */
export async function readPostIdsBefore(before: string | null, stage: 'openings' | 'replies', countMax: number): Promise<string[]> {
  const rows = await queryRows(
    pool(),
    Id,
    `select p.id::text from search_post p where ($1::bigint is null or p.id < $1) and (kind <> 'reply') = ($2 = 'openings') order by p.id desc limit $3`,
    [before, stage, countMax],
  )
  return rows.map(({ id }) => id)
}

/** Ids of the openings of threads or the heads of answers, by the ids of these. */
export async function readHeadIds(kind: GroupKind, ids: number[]): Promise<Map<number, string>> {
  const rows = await queryRows(
    pool(),
    Head,
    `select group_id as id, search_post.id::text as "postId" from search_post
     where group_kind = $1::subject_kind and group_id = any($2::int[]) and place = 0`,
    [kind, ids],
  )
  return new Map(rows.map(({ id, postId }) => [id, postId]))
}

/** A post of an answer, with its terms. */
export type AnswerPost = { postId: string; answerId: number; kind: PostKind; anchor: string; forward: Buffer }

/** Posts of answers as search has them, in their order: those of these kinds. Of titles of covered threads each answer gives the newest. */
export async function readAnswerPosts(answerIds: number[], kinds: PostKind[], titlesMax = 0): Promise<AnswerPost[]> {
  const rows = await queryRows(
    pool(),
    OfAnswer,
    `select id::text as "postId", group_id as "answerId", kind, anchor, encode(forward, 'base64') as forward from (
       select *, row_number() over (partition by group_id, kind order by place desc) as nth from search_post
       where group_kind = 'answer' and group_id = any($1::int[]) and kind::text = any($2::text[])) p
     where kind <> 'covered_title' or nth <= $3 order by group_id, place`,
    [answerIds, kinds, titlesMax],
  )
  return rows.map(({ forward, ...row }) => ({ ...row, forward: Buffer.from(forward, 'base64') }))
}
