// Starts a database that `stop-database.ts` has ended, on its port again.
import { startCluster } from '../../lib/platform/embedded-database/cluster'
import { env } from '../../lib/platform/env/env'

const { databaseUrl } = await startCluster(env().dataDir, { scratch: true })
process.stdout.write(databaseUrl)
process.exit(0)
