import type pg from 'pg'
import { advisoryLocks, type Db } from '../../platform/db'

/** Waits for the batch that an import is writing, so that posts in it can be withdrawn. */
export async function waitForImports(tx: Db): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(${advisoryLocks.erasing}::bigint)`
}

/** Prevents deletions of people until the transaction of this connection ends. */
export async function holdErasures(client: pg.ClientBase): Promise<void> {
  await client.query('select pg_advisory_xact_lock_shared($1)', [advisoryLocks.erasing])
}
