import type pg from 'pg'
import type { z } from 'zod'
import type { Db } from './client'

/** What SQL is sent through: the pool, one of its connections, or a transaction of Prisma. */
type Connection = pg.Pool | pg.ClientBase | Db

/**
 * A statement of SQL with `$1`, `$2`. With a name, a connection of the pool plans it once; `query_timeout`, in milliseconds, is for the
 * pool and its connections.
 */
export type Statement = string | { name?: string; text: string; values?: unknown[]; query_timeout?: number }

/**
 * Returns the rows of a statement as the schema says; columns it doesn't name are left out. Keep the schema in a constant of its
 * module: zod compiles it when it is first used. A transaction of Prisma returns `bigint` and `Decimal` where the pool returns text,
 * so cast such columns in SQL. @throws Error that names column and statement where a row is not as the schema says.
 */
export async function queryRows<Schema extends z.ZodType>(
  on: Connection,
  schema: Schema,
  statement: Statement,
  values: unknown[] = [],
): Promise<z.output<Schema>[]> {
  const { text, values: bound = values, ...options } = typeof statement === 'string' ? { text: statement } : statement
  const rows =
    '$queryRawUnsafe' in on
      ? await on.$queryRawUnsafe<unknown[]>(text, ...bound)
      : (await on.query({ ...options, text, values: bound })).rows
  return rows.map((row) => parseRow(schema, row, text))
}

/** As `queryRows`, with the statement as a template of a transaction: queryRowsIn(tx, Row)`select … where id = ${id}`. */
export function queryRowsIn<Schema extends z.ZodType>(tx: Db, schema: Schema) {
  return async (text: TemplateStringsArray, ...values: unknown[]): Promise<z.output<Schema>[]> => {
    const rows = await tx.$queryRaw<unknown[]>(text, ...values)
    return rows.map((row) => parseRow(schema, row, text.join('?')))
  }
}

/** As `queryRows`, for a statement that always returns one row, such as a count. @throws Error where it returns none. */
export async function queryRow<Schema extends z.ZodType>(
  on: Connection,
  schema: Schema,
  statement: Statement,
  values: unknown[] = [],
): Promise<z.output<Schema>> {
  const [row] = await queryRows(on, schema, statement, values)
  if (row === undefined)
    throw new Error(`No row where there must be one, of: ${start(typeof statement === 'string' ? statement : statement.text)}`)
  return row
}

function parseRow<Schema extends z.ZodType>(schema: Schema, row: unknown, text: string): z.output<Schema> {
  const parsed = schema.safeParse(row)
  if (parsed.success) return parsed.data
  // The values stay out of it: the message goes to a log, and they may be somebody's text.
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
  throw new Error(`A row is not as the code expects (${faults}), of: ${start(text)}`)
}

const shownLength = 200

function start(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, shownLength)
}
