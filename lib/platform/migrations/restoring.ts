import type pg from 'pg'
import { z } from 'zod'
import { queryRows, withClient } from '../db'
import { DomainError } from '../errors'

/** An empty schema that exists from the beginning of a restore to its end. A table would stop the migrations. */
const marker = 'cairn_restoring'
const shown = 3

const Named = z.object({ name: z.string() })
const Removal = z.object({ statement: z.string() })

/**
 * Notes that a restore into this database has begun. A restore that was interrupted begins again. @throws DomainError `conflict` if there
 * is anything in the database.
 */
export async function beginRestore(databaseUrl: string): Promise<void> {
  await withClient(databaseUrl, async (client) => {
    if (await isRestoring(client)) return removeAll(client)
    const rows = await queryRows(
      client,
      Named,
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_toast%'
         and n.nspname not like 'pg\\_temp%'
         and not exists (select 1 from pg_depend d where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype = 'e')
       order by 1`,
    )
    if (rows.length > 0) {
      const names = rows.slice(0, shown).map((row) => row.name)
      throw new DomainError(
        'conflict',
        `A backup is restored into an empty database, and this one has ${names.join(', ')}${rows.length > shown ? ` and ${rows.length - shown} more` : ''}. ` +
          'Use another CAIRN_DATA_DIR or DATABASE_URL, and copy erasures.jsonl from the present data folder into it, if there is one: it says who was deleted since.',
      )
    }
    await client.query(`create schema ${marker}`)
  })
}

/** Notes that the restore is complete. */
export async function endRestore(databaseUrl: string): Promise<void> {
  await withClient(databaseUrl, async (client) => {
    await client.query(`drop schema if exists ${marker}`)
  })
}

/** Refuses a half-restored database. @throws DomainError `conflict` if a restore into this database was not finished. */
export async function refuseHalfRestored(client: pg.Client): Promise<void> {
  if (await isRestoring(client))
    throw new DomainError('conflict', 'A restore into this database was interrupted, and it is not whole. Run `cairn restore FILE` again.')
}

/** Removes what an interrupted restore made: tables, types and functions that belong to no extension, and the queue. */
async function removeAll(client: pg.Client): Promise<void> {
  const own = (catalogue: string) =>
    `not exists (select 1 from pg_depend d where d.objid = o.oid and d.classid = '${catalogue}'::regclass and d.deptype = 'e')`
  const rows = await queryRows(
    client,
    Removal,
    `select format('drop table if exists public.%I cascade', relname) as statement from pg_class o
       where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and ${own('pg_class')}
     union all select format('drop type if exists public.%I cascade', typname) from pg_type o
       where typnamespace = 'public'::regnamespace and typtype = 'e' and ${own('pg_type')}
     union all select format('drop function if exists %s cascade', oid::regprocedure) from pg_proc o
       where pronamespace = 'public'::regnamespace and ${own('pg_proc')}`,
  )
  for (const { statement } of rows) await client.query(statement)
  await client.query('drop schema if exists pgboss cascade')
}

async function isRestoring(client: pg.Client): Promise<boolean> {
  const rows = await queryRows(client, Named, 'select nspname as name from pg_namespace where nspname = $1', [marker])
  return rows.length > 0
}
