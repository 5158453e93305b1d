import { startCluster } from '../../lib/platform/db/embedded/cluster'
import { env } from '../../lib/platform/env/env'

await (await startCluster(env().dataDir, { scratch: true })).release()
process.exit(0)
