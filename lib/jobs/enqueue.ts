import type pg from 'pg'
import type PgBoss from 'pg-boss'
import type { Db } from '../db/client'
import { makeBoss } from './boss'
import { type JobData, type JobName, jobs } from './catalog'

let sender: PgBoss | undefined

/** Leaves a job in the caller's transaction: it runs if the transaction commits, and never if it does not. */
export async function enqueue<N extends JobName>(tx: Db, name: N, data: JobData<N>): Promise<void> {
  sender ??= makeBoss({ supervise: false })
  const row = { name, data: jobs[name].parse(data) }
  await sender.insert([row], {
    db: { executeSql: async (text, values) => ({ rows: await tx.$queryRawUnsafe(text, ...values) }) as never },
  })
}

/** The same for many, on a plain connection that is in a transaction: an import leaves thousands at once. */
export async function enqueueMany<N extends JobName>(client: pg.ClientBase, name: N, data: JobData<N>[]): Promise<void> {
  if (data.length === 0) return
  sender ??= makeBoss({ supervise: false })
  await sender.insert(
    data.map((each) => ({ name, data: jobs[name].parse(each) })),
    { db: { executeSql: (text, values) => client.query(text, values) } },
  )
}
