import { freePort } from '../../lib/platform/process'
import type { MeasuredServer } from './load'
import { startedProcess } from './started-process'

/** Runs `work` beside the built site, which serves this database from a process of its own and ends with it. */
export async function withBuiltSite<T>(databaseUrl: string, work: (site: MeasuredServer) => Promise<T>): Promise<T> {
  const port = await freePort()
  const site = await startedProcess('bin/web.ts', { DATABASE_URL: databaseUrl, PORT: String(port), NODE_ENV: 'production' })
  try {
    return await work({ origin: `http://127.0.0.1:${port}`, pid: site.pid as number })
  } finally {
    site.kill('SIGTERM')
  }
}
