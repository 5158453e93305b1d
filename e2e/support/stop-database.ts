import { startCluster } from '../../lib/db/embedded/cluster'
import { env } from '../../lib/env'

await (await startCluster(env().dataDir, { scratch: true })).release()
process.exit(0)
