import { disconnect } from '../db/client'
import { startCluster } from '../db/embedded/cluster'
import { migrate } from '../db/migrate'
import { env, setDatabase } from '../env'
import { prepareJobs } from '../jobs/boss'

/**
 * Runs a command on the installation's database: the one of DATABASE_URL, or the embedded one, which is joined where it
 * runs and otherwise started and stopped again.
 */
export async function withDatabase<T>(work: () => Promise<T>): Promise<T> {
  const { databaseUrl, dataDir } = env()
  const cluster = databaseUrl ? undefined : await startCluster(dataDir)
  if (cluster) setDatabase(cluster.databaseUrl)
  try {
    await migrate(env().databaseUrl as string)
    await prepareJobs()
    return await work()
  } finally {
    await disconnect()
    await cluster?.release()
  }
}
