import type pg from 'pg'
import { advisoryLocks, type Db } from '../../platform/db'

/** Waits for the batch of an import that is being written: what it brings of the person must be there to be withdrawn. */
export async function waitForImports(tx: Db): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(${advisoryLocks.erasing}::bigint)`
}

/** Lets nobody be deleted until the transaction of this connection ends. */
export async function holdErasures(client: pg.ClientBase): Promise<void> {
  await client.query('select pg_advisory_xact_lock_shared($1)', [advisoryLocks.erasing])
}
