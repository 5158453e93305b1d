// Prints the address of a migrated database with the sample content in it.
import { disconnect } from '../../lib/db/client'
import { startCluster } from '../../lib/db/embedded/cluster'
import { migrate } from '../../lib/db/migrate'
import { env, setDatabase } from '../../lib/env'
import { prepareJobs } from '../../lib/jobs/boss'
import { fillWithSample } from '../../lib/sample/fill'

const cluster = await startCluster(env().dataDir, { scratch: true })
setDatabase(cluster.databaseUrl)
await migrate(cluster.databaseUrl)
await prepareJobs()
await fillWithSample(() => {})
await disconnect()
process.stdout.write(cluster.databaseUrl)
process.exit(0)
