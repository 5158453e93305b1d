import type pg from 'pg'
import { z } from 'zod'
import { queryRow, queryRows, Visibility } from '../../platform/db'
import { slugOf } from '../../shared'
import { freeSlug } from './free-slug'
import { digestOf, type LedgerEntry, readLedger, writeLedger } from './ledger'
import { nameKey } from './name-key'
import type { SaidOfTopic } from './said'
import type { SourceTopic } from './source'

type Known = Map<string, number>
const strictness = { public: 0, members: 1, editors: 2 }

/** Whether `here` is visible to more people than `there`. */
export function isMoreOpen(here: Visibility, there: Visibility = 'public'): boolean {
  return strictness[here] < strictness[there]
}

const Here = z.object({
  id: z.int(),
  name: z.string(),
  parent_id: z.int().nullable(),
  visibility: z.enum(Visibility),
  claimed: z.boolean(),
})
const Other = z.object({ source_id: z.int(), name: z.string() })
const Id = z.object({ id: z.int() })

/**
 * Returns the id of a topic of the source. At its first appearance, a topic with the same name is used, or a new one
 * is made with its parent. Made-up names and slugs are not compared.
 */
export async function topicIdFor(client: pg.ClientBase, sourceId: number, topic: SourceTopic, known: Known): Promise<number> {
  const cached = known.get(topic.externalId)
  if (cached !== undefined) return cached
  const entry = (await readLedger<SaidOfTopic>(client, sourceId, 'topic', [topic.externalId])).get(topic.externalId)
  const isJoined = entry && !(await joinedByMistake(client, sourceId, topic, entry))
  const id = isJoined ? entry.localId : (await makeOwnTopic(client, sourceId, topic, { known })).id
  known.set(topic.externalId, id)
  return id
}

/** Returns the parent of a topic. Topics have two levels here, so that is the first level at the source. */
export function parentOf(topic: SourceTopic): SourceTopic | undefined {
  let parent = topic.parent
  while (parent?.parent) parent = parent.parent
  return parent
}

/** Whether an earlier version joined two topics that have only the same fallback slug. Such a topic gets its own now. */
export async function joinedByMistake(
  client: pg.ClientBase,
  sourceId: number,
  topic: SourceTopic,
  entry: LedgerEntry<SaidOfTopic>,
): Promise<boolean> {
  if (entry.said) return false
  const rows = await queryRows(
    client,
    Other,
    `select r.source_id, t.name from imported_record r join topic t on t.id = r.local_id
     where r.kind = 'topic' and r.local_id = $1 and (r.source_id, r.external_id) <> ($2, $3)`,
    [entry.localId, sourceId, topic.externalId],
  )
  if (topic.unnamed) return rows.some((other) => other.source_id < sourceId)
  return rows.some((other) => nameKey(other.name) !== nameKey(topic.name))
}

/**
 * Finds or makes a topic for one of the source, instead of the topic that it had. `leaves` is the topic out of which
 * its threads must still be moved.
 */
export async function makeOwnTopic(
  client: pg.ClientBase,
  sourceId: number,
  topic: SourceTopic,
  { known, leaves }: { known: Known; leaves?: number },
): Promise<{ id: number; said: SaidOfTopic }> {
  const parent = parentOf(topic)
  const parentId = parent ? await firstLevelOf(client, await topicIdFor(client, sourceId, parent, known)) : null
  const found = topic.unnamed ? null : await findByName(client, sourceId, topic, parentId)
  const id = found ?? (await make(client, topic, parentId))
  const said: SaidOfTopic = { name: topic.name, made: found === null, ...(leaves !== undefined && { leaves }) }
  await writeLedger(client, sourceId, 'topic', [{ externalId: topic.externalId, localId: id, digest: digestOf(topic), said }])
  return { id, said }
}

async function firstLevelOf(client: pg.ClientBase, topicId: number): Promise<number> {
  return (await queryRow(client, Id, 'select coalesce(parent_id, id) as id from topic where id = $1', [topicId])).id
}

async function findByName(client: pg.ClientBase, sourceId: number, topic: SourceTopic, parentId: number | null): Promise<number | null> {
  const rows = await queryRows(
    client,
    Here,
    `select t.id, t.name, t.parent_id, t.visibility,
       exists (select 1 from imported_record r where r.source_id = $1 and r.kind = 'topic' and r.local_id = t.id) as claimed
     from topic t where t.visibility >= $2::visibility order by t.id`,
    // A topic that more people see is not used, even if it has the same name.
    [sourceId, topic.visibility ?? 'public'],
  )
  const named = rows.filter((row) => nameKey(row.name) === nameKey(topic.name))
  if (!topic.knownByName) return named.find((row) => row.parent_id === parentId && !row.claimed)?.id ?? null
  const top = named.find((row) => row.parent_id === null)
  return (top ?? (named.length === 1 ? named[0] : undefined))?.id ?? null
}

async function make(client: pg.ClientBase, topic: SourceTopic, parentId: number | null): Promise<number> {
  const { id } = await queryRow(
    client,
    Id,
    `insert into topic (parent_id, slug, name, description, documentation_url, visibility, position)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [
      parentId,
      await freeSlug(client, 'topic', slugOf(topic.name, 'topic')),
      topic.name,
      topic.description ?? '',
      topic.documentationUrl ?? null,
      topic.visibility ?? 'public',
      topic.position ?? 0,
    ],
  )
  return id
}
