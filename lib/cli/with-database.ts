import { disconnect } from '../db/client'
import { type ClusterOptions, startCluster } from '../db/embedded/cluster'
import { env, setDatabase } from '../env'
import { prepareJobs } from '../jobs/boss'
import { migrateAfterBackup } from '../platform/backup/before-migration'

/**
 * Runs a command on the installation's database: the one of DATABASE_URL, or the embedded one, which is joined where it
 * runs and otherwise started and stopped again.
 */
export async function withDatabase<T>(work: () => Promise<T>): Promise<T> {
  return withDatabaseAsItIs({}, async (databaseUrl) => {
    await migrateAfterBackup(databaseUrl, (text) => process.stderr.write(`${text}\n`))
    await prepareJobs()
    return work()
  })
}

/** The same without bringing the schema up to date. */
export async function withDatabaseAsItIs<T>(options: ClusterOptions, work: (databaseUrl: string) => Promise<T>): Promise<T> {
  const { databaseUrl, dataDir } = env()
  const cluster = databaseUrl ? undefined : await startCluster(dataDir, options)
  if (cluster) setDatabase(cluster.databaseUrl, true)
  try {
    return await work(env().databaseUrl as string)
  } finally {
    await disconnect()
    await cluster?.release()
  }
}
