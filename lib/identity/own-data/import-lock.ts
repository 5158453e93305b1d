import type pg from 'pg'
import type { Db } from '../../db/client'

/** Any number; an import's batches hold it together, deleting a person holds it alone. */
const lock = 7_219_040

/** Waits for the batch of an import that is being written: what it brings of the person must be there to be withdrawn. */
export async function waitForImports(tx: Db): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(${lock}::bigint)`
}

/** Lets nobody be deleted until the transaction of this connection ends. */
export async function holdErasures(client: pg.ClientBase): Promise<void> {
  await client.query('select pg_advisory_xact_lock_shared($1)', [lock])
}
