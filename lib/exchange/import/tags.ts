import type pg from 'pg'
import { z } from 'zod'
import { queryRows } from '../../platform/db'
import { tagNameOf } from '../../shared'
import type { ImportContext } from './context'
import type { SourceTag } from './source'

const Tag = z.object({ name: z.string(), id: z.int() })

/** Adds the ids of these tags to `known`, by label. A synonym leads to its tag. New tags are made. */
export async function tagIdsByLabel(client: pg.ClientBase, labels: string[], known: Map<string, number>): Promise<void> {
  const fresh = [...new Set(labels)].filter((label) => !known.has(label) && tagNameOf(label))
  if (fresh.length === 0) return
  const names = fresh.map(tagNameOf)
  await client.query(
    `insert into tag (name) select distinct n from unnest($1::text[]) as n
     where not exists (select 1 from tag_synonym s where s.name = n) on conflict (name) do nothing`,
    [names],
  )
  const rows = await queryRows(
    client,
    Tag,
    'select name, id from tag where name = any($1) union all select name, tag_id from tag_synonym where name = any($1)',
    [names],
  )
  const idOf = new Map(rows.map((row) => [row.name, row.id]))
  for (const label of fresh) {
    const id = idOf.get(tagNameOf(label))
    if (id !== undefined) known.set(label, id)
  }
}

/** Returns the ids of a record's tags, each once. */
export function tagIdsOf({ tags }: ImportContext, labels: string[]): number[] {
  return [...new Set(labels.map((label) => tags.get(label)))].filter((id) => id !== undefined)
}

/** Sets the description of a tag that has none. */
export async function writeTag({ client }: ImportContext, { name, description }: SourceTag): Promise<void> {
  await client.query(`update tag set description = $2 where name = $1 and description = ''`, [tagNameOf(name), description])
}
