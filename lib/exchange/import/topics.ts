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

/** Whether more people may see what is `here` than what is `there`. */
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
 * Id of a topic of the source, made with its parent at its first appearance. A topic that has the name that the source
 * gave is used; a made-up name and a slug are nobody's name and are compared with nothing.
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

/** The topic under which the source has it. Topics have two levels here: deeper ones come right below the first. */
export function parentOf(topic: SourceTopic): SourceTopic | undefined {
  let parent = topic.parent
  while (parent?.parent) parent = parent.parent
  return parent
}

/** Earlier versions compared slugs, and so joined topics that had nothing in common but a fallback. They get their own now. */
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

/** Finds or makes a topic for one of the source, in place of any other that it had. Threads must still be moved out of the topic `leaves`. */
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
    // What the source shows to some must not become everyone's because a topic here has the same name.
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
