import type pg from 'pg'
import { leftOutTables } from '../lib/exchange/backup/tables'
import { withClient } from '../lib/platform/db/with-client'
import { serverUrl } from './server-url'

export { withClient }

/** A database of a test, beside the one of its file. */
export type OwnDatabase = { url: string; drop(): Promise<void> }

/** An empty database whose owner is a plain role: no superuser, and nothing granted. */
export async function anEmptyDatabase(): Promise<OwnDatabase> {
  const name = `own_${process.pid}_${crypto.randomUUID().slice(0, 8)}`
  await onServer(async (client) => {
    await client.query(`create role ${name} login nosuperuser nocreatedb nocreaterole password 'plain'`)
    await client.query(`create database ${name} owner ${name}`)
  })
  const url = new URL(await serverUrl())
  url.username = name
  url.password = 'plain'
  url.pathname = `/${name}`
  return {
    url: url.href,
    drop: () =>
      onServer(async (client) => {
        await client.query(`drop database ${name} with (force)`)
        await client.query(`drop role ${name}`)
      }),
  }
}

async function onServer(work: (client: pg.Client) => Promise<void>): Promise<void> {
  await withClient((await serverUrl()).replace(/template_cairn$/, 'postgres'), work)
}

/** Columns of who has yet to be told of something: a restored site tells nobody of what is past. */
const pending: Record<string, string> = { event: '{told_up_to}', notice: '{mail_at}', outgoing_mail: '{try_at, claimed_until}' }

/** Rows and a digest of every table that a backup holds, to be compared. */
export async function contentsOf(client: pg.Client): Promise<Record<string, string>> {
  await client.query(`set timezone = 'UTC'`)
  const { rows: tables } = await client.query(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> all($1) order by 1`,
    [Object.keys(leftOutTables)],
  )
  const contents: Record<string, string> = {}
  for (const { name } of tables) {
    const row = pending[name] ? `(to_jsonb(t) - '${pending[name]}'::text[])` : 't'
    const { rows } = await client.query(
      `select count(*) || ' rows, ' || md5(coalesce(string_agg(md5(${row}::text), '' order by md5(${row}::text)), '')) as digest from public."${name}" t`,
    )
    contents[name] = rows[0].digest
  }
  return contents
}

/** What must be there again besides rows: indexes, constraints, triggers, and where sequences are. */
export async function shapeOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query(
    `select 'index ' || indexdef as line from pg_indexes where schemaname = 'public'
     union all select 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || ' ' || convalidated
       from pg_constraint where connamespace = 'public'::regnamespace and conrelid <> 0
     union all select 'trigger ' || pg_get_triggerdef(oid) || ' ' || tgenabled::text from pg_trigger where not tgisinternal
     union all select 'sequence ' || sequencename || ' ' || coalesce(last_value::text, 'unused') from pg_sequences
       where schemaname = 'public' and sequencename <> 'page_expiry_id_seq' and sequencename not like 'search_outbox%' and sequencename not like 'held_job%'
     order by 1`,
  )
  return rows.map((row) => row.line)
}
