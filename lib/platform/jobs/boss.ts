import PgBoss from 'pg-boss'
import { isConnectionLost, pool } from '../db'
import { retryPolicy } from '../resilience'
import { jobs } from './catalog'

/** Attempts after the first. With back-off they take about half an hour. */
export const retryLimit = 6

/** A queue that loses its connection for some seconds goes on as if nothing had been: it has no plan of its own for that. */
const patient = retryPolicy({ retriesMax: 6, when: isConnectionLost, firstMs: 100, longestMs: 4_000 })
const executeSql = (text: string, values: unknown[]) => patient.execute(() => pool().query(text, values))

/** pg-boss over our own pool, so that one number of connections bounds everything. Only the worker supervises. */
export function makeBoss(options: { supervise: boolean }): PgBoss {
  return new PgBoss({
    db: { executeSql },
    supervise: options.supervise,
    schedule: options.supervise,
    migrate: options.supervise,
    retryLimit,
    retryBackoff: true,
    retryDelay: 5,
  })
}

/** Makes pg-boss's tables and our queues, if they don't exist. Run it after the migrations. */
export async function prepareJobs(): Promise<void> {
  const boss = new PgBoss({ db: { executeSql }, supervise: false, schedule: false })
  boss.on('error', () => undefined)
  await boss.start()
  for (const name of Object.keys(jobs)) await boss.createQueue(name)
  await boss.stop({ graceful: false, close: false })
}
