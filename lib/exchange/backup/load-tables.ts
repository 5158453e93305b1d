import type pg from 'pg'
import { z } from 'zod'
import { queryRows } from '../../platform/db'
import { CopyIn } from './copy-in'
import { quoted } from './copy-out'
import type { Manifest } from './manifest'

const Name = z.object({ name: z.string() })
const Index = Name.extend({ definition: z.string() })
const Key = Index.extend({ table: z.string() })

type Rebuild = { indexes: string[]; foreignKeys: string[] }

/**
 * Fills the tables of a backup in one transaction: indexes, foreign keys and triggers are removed, rows are written,
 * and everything is made again, which checks the rows. The role only has to own the tables.
 */
export class TableLoader {
  private rebuild: Rebuild = { indexes: [], foreignKeys: [] }
  private readonly columns: Map<string, string[]>
  private current: CopyIn | undefined

  constructor(
    private readonly client: pg.Client,
    private readonly manifest: Manifest,
  ) {
    this.columns = new Map(manifest.tables.map(({ name, columns }) => [name, columns]))
  }

  /** Begins the transaction. Returns the tables that the schema does not have, which belong to others. */
  async begin(): Promise<string[]> {
    const { client } = this
    await client.query('begin')
    const rows = await queryRows(
      client,
      Name,
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname = any($1)`,
      [[...this.columns.keys()]],
    )
    const there = new Set(rows.map((row) => row.name))
    const foreign = [...this.columns.keys()].filter((name) => !there.has(name))
    for (const name of foreign) this.columns.delete(name)
    this.rebuild = await this.takeDown()
    if (there.size > 0) await client.query(`truncate ${[...there].map((name) => `public.${quoted(name)}`).join(', ')}`)
    for (const name of there) await client.query(`alter table public.${quoted(name)} disable trigger user`)
    return foreign
  }

  /** Writes a piece of a table. Pieces of one table must follow each other. */
  async write(table: string, piece: Buffer): Promise<void> {
    const columns = this.columns.get(table)
    if (!columns) return
    if (this.current?.table !== table) {
      await this.endTable()
      this.current = new CopyIn(this.client, table, columns)
    }
    await this.current.write(piece)
  }

  /** Makes indexes, keys and triggers again, which checks the rows, and commits. */
  async commit(): Promise<void> {
    const { client } = this
    await this.endTable()
    for (const statement of [...this.rebuild.indexes, ...this.rebuild.foreignKeys]) await client.query(statement)
    for (const name of this.columns.keys()) await client.query(`alter table public.${quoted(name)} enable trigger user`)
    for (const [name, value] of Object.entries(this.manifest.sequences)) {
      await client.query(`select setval(to_regclass($1), $2::bigint) where to_regclass($1) is not null`, [`public.${quoted(name)}`, value])
    }
    await client.query('commit')
  }

  private async endTable(): Promise<void> {
    const { current } = this
    this.current = undefined
    await current?.end()
  }

  private async takeDown(): Promise<Rebuild> {
    const { client } = this
    const keys = await queryRows(
      client,
      Key,
      `select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
       from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace order by 1, 2`,
    )
    for (const { table, name } of keys) await client.query(`alter table ${table} drop constraint ${quoted(name)}`)
    // Primary keys stay, because rows come in their order. Other indexes are made faster at once than row by row.
    const indexes = await queryRows(
      client,
      Index,
      `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
       from pg_index i join pg_class c on c.oid = i.indrelid
       where c.relnamespace = 'public'::regnamespace and c.relname = any($1)
         and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))`,
      [[...this.columns.keys()]],
    )
    for (const { name } of indexes) await client.query(`drop index ${name}`)
    return {
      indexes: indexes.map((row) => row.definition),
      foreignKeys: keys.map(({ table, name, definition }) => `alter table ${table} add constraint ${quoted(name)} ${definition}`),
    }
  }
}
