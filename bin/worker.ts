// The worker process: jobs, frequencies. Started by the supervisor, or by itself beside a DATABASE_URL.
import './lib/load-env.mjs'
import { disconnect } from '../lib/db/client'
import { requireMigrated } from '../lib/db/known-migrations'
import { env } from '../lib/env'
import { startWorker } from '../lib/jobs/worker'
import { runProcess } from '../lib/process/run-process'

await runProcess('worker', async () => {
  const { databaseUrl } = env()
  if (!databaseUrl) throw new Error('No database: set DATABASE_URL, or start through `npm start`.')
  await requireMigrated(databaseUrl)
  const worker = await startWorker()
  return {
    ready: 'working',
    async stop() {
      await worker.stop()
      await disconnect()
    },
  }
})
