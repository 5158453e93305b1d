import type pg from 'pg'
import { slugOf, tagNameOf } from '../shared/slug'
import { digestOf, readLedger, writeLedger } from './ledger'
import type { SourceTopic } from './source'

/** Id of a topic of the source, made with its parent at its first appearance. A topic of the same slug is taken over. */
export async function topicIdFor(client: pg.ClientBase, sourceId: number, topic: SourceTopic, known: Map<string, number>): Promise<number> {
  const cached = known.get(topic.externalId)
  if (cached !== undefined) return cached
  const ledger = (await readLedger(client, sourceId, 'topic', [topic.externalId])).get(topic.externalId)
  const id = ledger?.localId ?? (await make(client, sourceId, topic, known))
  if (!ledger) await writeLedger(client, sourceId, 'topic', [{ externalId: topic.externalId, localId: id, digest: digestOf(topic) }])
  known.set(topic.externalId, id)
  return id
}

async function make(client: pg.ClientBase, sourceId: number, topic: SourceTopic, known: Map<string, number>): Promise<number> {
  const parentId = topic.parent ? await topicIdFor(client, sourceId, topic.parent, known) : null
  const { rows } = await client.query(
    `insert into topic (parent_id, slug, name, description, documentation_url) values ($1, $2, $3, $4, $5)
     on conflict (slug) do update set slug = excluded.slug returning id`,
    [parentId, slugOf(topic.name, 'topic'), topic.name, topic.description ?? '', topic.documentationUrl ?? null],
  )
  return rows[0].id
}

/** Ids of these tags by label; synonyms lead to their tag, new names are made. */
export async function tagIdsByLabel(client: pg.ClientBase, labels: string[], known: Map<string, number>): Promise<void> {
  const fresh = [...new Set(labels)].filter((label) => !known.has(label) && tagNameOf(label))
  if (fresh.length === 0) return
  const names = fresh.map(tagNameOf)
  await client.query(
    `insert into tag (name) select distinct n from unnest($1::text[]) as n
     where not exists (select 1 from tag_synonym s where s.name = n) on conflict (name) do nothing`,
    [names],
  )
  const { rows } = await client.query(
    'select name, id from tag where name = any($1) union all select name, tag_id from tag_synonym where name = any($1)',
    [names],
  )
  const idOf = new Map(rows.map((row) => [row.name as string, row.id as number]))
  for (const [i, label] of fresh.entries()) known.set(label, idOf.get(names[i] as string) as number)
}
