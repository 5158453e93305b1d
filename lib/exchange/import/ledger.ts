import { createHash } from 'node:crypto'
import type pg from 'pg'
import { z } from 'zod'
import { queryRow, queryRows } from '../../platform/db'
import { type Said, saidColumn } from './said'

/** An entry of the ledger: our id of a record, the digest of the record, and the part of it that may also be changed here. */
export type LedgerEntry<S extends Said = Said> = { localId: number; digest: Buffer; said: S | null }

const Id = z.object({ id: z.int() })
const Entry = z.object({ external_id: z.string(), local_id: z.int(), digest: z.instanceof(Buffer), said: saidColumn<Said>() })

/** Increased when records are stored in another way. Then every known record is compared again. */
const storedAs = 2

/** Returns the digest of a source record. The same digest means that the record has not changed. */
export function digestOf(record: unknown): Buffer {
  return createHash('sha1')
    .update(JSON.stringify([storedAs, record]))
    .digest()
}

/** Returns the id of a source. It is made at the first import. */
export async function sourceIdFor(client: pg.ClientBase, name: string, kind: string): Promise<number> {
  const { id } = await queryRow(
    client,
    Id,
    `insert into import_source (name, kind) values ($1, $2) on conflict (name) do update set name = excluded.name returning id`,
    [name, kind],
  )
  return id
}

/** Returns the ledger entries of these external ids. */
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
 * Writes ledger entries. A known record gets the new digest, and the new fields of `said` replace the old ones;
 * fields that the new `said` lacks stay, except `leaves`. A newer `updatedAt` stays, because an older text was not
 * taken.
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

/** Returns the rows with new ids of a table, in ascending order. */
export async function withNewIds<T extends object>(
  client: pg.ClientBase,
  table: 'thread' | 'reply' | 'person',
  rows: T[],
): Promise<(T & { id: number })[]> {
  if (rows.length === 0) return []
  const ids = await queryRows(client, Id, `select nextval('${table}_id_seq')::int as id from generate_series(1, $1)`, [rows.length])
  return ids.flatMap(({ id }, i) => {
    const row = rows[i]
    return row ? [{ ...row, id }] : []
  })
}
