import { createHash } from 'node:crypto'
import type pg from 'pg'
import { z } from 'zod'
import { queryRow, queryRows } from '../../platform/db'
import { type Said, saidColumn } from './said'

/** What the ledger keeps of a record: our id, and what the source said last time: a digest of all, and some of it in words. */
export type LedgerEntry<S extends Said = Said> = { localId: number; digest: Buffer; said: S | null }

const Id = z.object({ id: z.int() })
const Entry = z.object({ external_id: z.string(), local_id: z.int(), digest: z.instanceof(Buffer), said: saidColumn<Said>() })

/** Grows where the same record is stored in another way than before: every known record is then compared again. */
const storedAs = 2

/** Digest of a source record. The same digest means that nothing has changed since. */
export function digestOf(record: unknown): Buffer {
  return createHash('sha1')
    .update(JSON.stringify([storedAs, record]))
    .digest()
}

/** The id of a source, made at its first import. */
export async function sourceIdFor(client: pg.ClientBase, name: string, kind: string): Promise<number> {
  const { id } = await queryRow(
    client,
    Id,
    `insert into import_source (name, kind) values ($1, $2) on conflict (name) do update set name = excluded.name returning id`,
    [name, kind],
  )
  return id
}

/** What is known of these external ids. */
export async function readLedger<S extends Said = Said>(
  client: pg.ClientBase,
  sourceId: number,
  kind: string,
  externalIds: string[],
): Promise<Map<string, LedgerEntry<S>>> {
  const rows = await queryRows(
    client,
    Entry,
    'select external_id, local_id, digest, said from imported_record where source_id = $1 and kind = $2 and external_id = any($3)',
    [sourceId, kind, externalIds],
  )
  return new Map(rows.map((row) => [row.external_id, { localId: row.local_id, digest: row.digest, said: row.said as S | null }]))
}

/**
 * Writes down what was imported; a known record gets its new digest, and what the source says now beside what it said
 * before and does not speak of; only from which topic threads must be moved is not kept. Of an older text nothing was taken.
 */
export async function writeLedger(
  client: pg.ClientBase,
  sourceId: number,
  kind: string,
  entries: { externalId: string; localId: number; digest: Buffer; said?: Said }[],
): Promise<void> {
  if (entries.length === 0) return
  await client.query(
    `insert into imported_record (source_id, kind, external_id, local_id, digest, said)
     select $1, $2, e, l, d, s::jsonb from unnest($3::text[], $4::int[], $5::bytea[], $6::text[]) as u(e, l, d, s)
     on conflict (source_id, kind, external_id) do update
       set digest = excluded.digest, local_id = excluded.local_id,
         said = coalesce(coalesce(imported_record.said, '{}') - 'leaves' || excluded.said
           || case when imported_record.said->>'updatedAt' > excluded.said->>'updatedAt'
             then jsonb_build_object('updatedAt', imported_record.said->'updatedAt') else '{}' end, imported_record.said)`,
    [
      sourceId,
      kind,
      entries.map((e) => e.externalId),
      entries.map((e) => e.localId),
      entries.map((e) => e.digest),
      entries.map((e) => (e.said ? JSON.stringify(e.said) : null)),
    ],
  )
}

/** New ids of a table, in order. */
export async function reserveIds(client: pg.ClientBase, table: 'thread' | 'reply' | 'person', count: number): Promise<number[]> {
  if (count === 0) return []
  const rows = await queryRows(client, Id, `select nextval('${table}_id_seq')::int as id from generate_series(1, $1)`, [count])
  return rows.map((row) => row.id)
}
