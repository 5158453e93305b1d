// A web process. Started by the supervisor, or by itself beside a DATABASE_URL.
import './lib/load-env.mjs'
import { runProcess } from '../lib/platform/process'
import { startWebServer } from '../lib/web/server'

await runProcess('web', async () => {
  const server = await startWebServer({ dev: process.argv.includes('--dev') })
  return { ready: server.address, stop: () => server.close() }
})
