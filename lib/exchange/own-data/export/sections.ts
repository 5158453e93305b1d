import type { Visibility } from '../../../platform/db'

/** Rows read at once. */
export const batchSize = 200

/** What the owner of the export may see now, no matter who asks for it. */
export type Sight = { visibilities: Visibility[]; drafts: boolean }

/**
 * A list that is read in batches. `sql` takes the person's id and returns rows after $2, in the order of their column
 * `key`. `given` returns the values from $3 on.
 */
export type Section = { name: string; sql: string; given?: (sight: Sight) => unknown[] }

/** Reads by a key that increases. */
export const keyed = (name: string, columns: string, from: string, key: string): Section => ({
  name,
  sql: `select ${key} as key, ${columns} from ${from} and ${key} > $2 order by ${key} limit ${batchSize}`,
})
/** For lists that are always short. */
export const whole = (name: string, columns: string, from: string): Section => ({
  name,
  sql: `select 1 as key, ${columns} from ${from} and $2 = 0`,
})
