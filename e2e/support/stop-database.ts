import { startCluster } from '../../lib/platform/embedded-database/cluster'
import { env } from '../../lib/platform/env/env'

await (await startCluster(env().dataDir, { scratch: true })).release()
process.exit(0)
