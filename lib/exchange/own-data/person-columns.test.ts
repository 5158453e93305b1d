import type pg from 'pg'
import { expect, test } from 'vitest'
import { pool } from '../../platform/db/client'
import { personColumns } from './person-columns'

/** Names of columns that refer to people, with or without a foreign key. */
const named = '(^|_)(person|people|author|editor|reviewer|user|member|owner|asker)_id$|_by(_id)?$|email|recipient'
/** Columns with such a name that have something else. */
const others = ['search_outbox.held_by (a process)'].map((each) => each.split(' ')[0])

const keyOf = ({ table, column }: { table: string; column: string }) => `${table}.${column}`

async function referringColumns(client: pg.ClientBase | pg.Pool): Promise<string[]> {
  const { rows } = await client.query<{ table: string; column: string }>(
    `select c.relname as table, a.attname as column
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = any(k.conkey)
     where k.contype = 'f' and k.confrelid in ('person'::regclass, 'auth_user'::regclass)
     union
     select table_name, column_name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where table_schema = 'public' and table_type = 'BASE TABLE' and column_name ~ $1`,
    [named],
  )
  return rows.map(keyOf).filter((key) => !others.includes(key))
}

test('every column that refers to a person is in the table of export and deletion', async () => {
  const entered = new Set(personColumns.map(keyOf))
  const missing = (await referringColumns(pool())).filter((key) => !entered.has(key))
  expect(missing, 'enter them in lib/exchange/own-data/person-columns.ts').toEqual([])
})

test('the table names only columns that are there, each once, and says why where nothing is exported or deleted', async () => {
  const { rows } = await pool().query<{ table: string; column: string }>(
    `select table_name as table, column_name as column from information_schema.columns where table_schema = 'public'`,
  )
  const real = new Set(rows.map(keyOf))
  expect(personColumns.map(keyOf).filter((key) => !real.has(key))).toEqual([])
  expect(new Set(personColumns.map(keyOf)).size).toBe(personColumns.length)
  for (const each of personColumns) if (each.exported === null || each.erased !== 'row') expect(each.why, keyOf(each)).not.toBe('')
})

test('a new column that refers to a person is noticed, by its reference or by its name', async () => {
  const client = await pool().connect()
  try {
    await client.query('begin')
    await client.query(
      'create table newcomer (watcher integer references person (id), approved_by integer, contact_email text, size integer)',
    )
    const found = (await referringColumns(client)).filter((key) => key.startsWith('newcomer.'))
    expect(found.sort()).toEqual(['newcomer.approved_by', 'newcomer.contact_email', 'newcomer.watcher'])
  } finally {
    await client.query('rollback')
    client.release()
  }
})
