import { createHash } from 'node:crypto'
import type pg from 'pg'
import { z } from 'zod'
import { removeKeptPicture } from '../../../community/uploads'
import { queryRows } from '../../../platform/db'

/** The name of a picture that was copied, or why it could not be copied. */
export type Outcome = { name: string } | { error: string }

const digestOf = (address: string) => createHash('sha1').update(address).digest()

const Name = z.object({ name: z.string() })
const Kept = Name.extend({ address: z.string() })

/** Returns the names of pictures at these addresses that earlier runs have copied. */
export async function readKnownPictures(client: pg.ClientBase, sourceId: number, addresses: string[]): Promise<Map<string, string>> {
  const rows = await queryRows(
    client,
    Kept,
    'select address, name from imported_picture where source_id = $1 and digest = any($2) and name is not null',
    [sourceId, addresses.map(digestOf)],
  )
  return new Map(rows.map(({ address, name }) => [address, name]))
}

/** Writes the outcomes of these addresses. */
export async function writeOutcomes(client: pg.ClientBase, sourceId: number, outcomes: Map<string, Outcome>): Promise<void> {
  const entries = [...outcomes]
  if (entries.length === 0) return
  await client.query(
    `insert into imported_picture (source_id, digest, address, name, error, tried_at)
     select $1, d, a, n, e, now() from unnest($2::bytea[], $3::text[], $4::text[], $5::text[]) as u(d, a, n, e)
     on conflict (source_id, digest) do update set name = excluded.name, error = excluded.error, tried_at = excluded.tried_at`,
    [
      sourceId,
      entries.map(([address]) => digestOf(address)),
      entries.map(([address]) => address),
      entries.map(([, outcome]) => ('name' in outcome ? outcome.name : null)),
      entries.map(([, outcome]) => ('error' in outcome ? outcome.error : null)),
    ],
  )
}

/**
 * Notes who added imported pictures, and which posts show them, within the caller's transaction. The author of a post
 * counts as the person who added its picture: deleting the author deletes the picture, and others can't show a
 * picture of a hidden post.
 */
export async function noteImportedPictures(client: pg.ClientBase, sourceId: number, externalIds: string[], names: string[]): Promise<void> {
  if (names.length === 0) return
  await client.query(
    `with post as (
       select 'thread'::picture_place as place, t.id, t.author_id, t.body from imported_record r join thread t on t.id = r.local_id
       where r.source_id = $1 and r.kind = 'thread' and r.external_id = any($2)
       union all
       select 'reply', p.id, p.author_id, p.body from imported_record r join reply p on p.id = r.local_id
       where r.source_id = $1 and r.kind = 'reply' and r.external_id = any($2)),
     shown as (select post.*, name from post, pictures_in(post.body) as name where name = any($3)),
     added as (insert into picture_upload (name, person_id)
       select distinct name, author_id from shown where author_id is not null on conflict do nothing)
     insert into picture_use (name, place, post_id) select name, place, id from shown on conflict do nothing`,
    [sourceId, externalIds, names],
  )
}

/** Removes those of these pictures that no text shows, because the text was edited or withdrawn here. */
export async function removeUnshown(client: pg.ClientBase, names: string[]): Promise<void> {
  if (names.length === 0) return
  const rows = await queryRows(
    client,
    Name,
    `delete from imported_picture where name = any($1) and not exists (select 1 from picture_use u where u.name = imported_picture.name)
       and not exists (select 1 from picture_upload u where u.name = imported_picture.name) returning name`,
    [names],
  )
  for (const name of new Set(rows.map((row) => row.name))) await removeKeptPicture(name)
}
