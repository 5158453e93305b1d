import type pg from 'pg'
import type PgBoss from 'pg-boss'
import type { Db } from '../db'
import { makeBoss } from './boss'
import { type JobData, type JobName, jobs } from './catalog'

let sender: PgBoss | undefined

/** Leaves a job in the caller's transaction: it runs if the transaction commits, and never if it does not. */
export function enqueue<N extends JobName>(tx: Db, name: N, data: JobData<N>): Promise<void> {
  return enqueueAll(tx, name, [data])
}

/** The same for any number, in one statement. */
export function enqueueAll<N extends JobName>(tx: Db, name: N, data: JobData<N>[]): Promise<void> {
  return insertJobs(name, data, async (text, values) => ({ rows: await tx.$queryRawUnsafe(text, ...values) }) as never)
}

/** The same on a plain connection that is in a transaction: an import leaves thousands at once. */
export function enqueueMany<N extends JobName>(client: pg.ClientBase, name: N, data: JobData<N>[]): Promise<void> {
  return insertJobs(name, data, (text, values) => client.query(text, values))
}

async function insertJobs<N extends JobName>(name: N, data: JobData<N>[], executeSql: PgBoss.Db['executeSql']): Promise<void> {
  if (data.length === 0) return
  sender ??= makeBoss({ supervise: false })
  const inserted = data.map((each) => ({ name, data: jobs[name].parse(each) }))
  await sender.insert(inserted, { db: { executeSql } })
}
