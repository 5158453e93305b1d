// The worker process: jobs, frequencies. Started by the supervisor, or by itself beside a DATABASE_URL.
import './lib/load-env.mjs'
import { disconnect } from '../lib/platform/db'
import { env } from '../lib/platform/env'
import { requireMigrated } from '../lib/platform/migrations'
import { runProcess } from '../lib/platform/process'
import { startWorker } from '../lib/worker'

await runProcess('worker', async () => {
  const { databaseUrl } = env()
  if (!databaseUrl) throw new Error('No database: set DATABASE_URL, or start through `npm start`.')
  await requireMigrated(databaseUrl)
  // The texts of the sample are loaded when they are needed, which is once.
  const worker = await startWorker({ removeSample: async () => (await import('../tools/sample')).removeSample() })
  return {
    ready: 'working',
    async stop() {
      await worker.stop()
      await disconnect()
    },
  }
})
