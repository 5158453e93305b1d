import { disconnect, isConnectionLost, refusalOf } from '../../lib/platform/db'
import { type ClusterOptions, startCluster } from '../../lib/platform/embedded-database'
import { env, setDatabase } from '../../lib/platform/env'
import { DomainError } from '../../lib/platform/errors'
import { messageOf } from '../../lib/platform/log'
import { requireMigrated } from '../../lib/platform/migrations'
import { bringUpToDate } from '../../lib/setup'

/**
 * Runs a command on the installation's database: the one of DATABASE_URL, or the embedded one, which is used if it runs and otherwise
 * started and stopped again. The embedded one is brought up to date first. @throws DomainError `conflict` if the schema of DATABASE_URL is
 * not that of this program: others may be using it.
 */
export async function withDatabase<T>(work: () => Promise<T>): Promise<T> {
  return withDatabaseAsItIs({}, async (databaseUrl) => {
    if (env().embedded) await bringUpToDate(databaseUrl, (text) => process.stderr.write(`${text}\n`))
    else await requireMigrated(databaseUrl)
    return work()
  })
}

/**
 * The same without a check of the schema. @throws DomainError `unavailable` if the database can’t be reached or refuses user, password or
 * name.
 */
export async function withDatabaseAsItIs<T>(options: ClusterOptions, work: (databaseUrl: string) => Promise<T>): Promise<T> {
  const { databaseUrl, dataDir } = env()
  const cluster = databaseUrl ? undefined : await startCluster(dataDir, options)
  if (cluster) setDatabase(cluster.databaseUrl, true)
  try {
    return await work(env().databaseUrl as string)
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal) throw new DomainError('unavailable', `The database can’t be used: ${refusal}.`)
    if (error instanceof Error && isConnectionLost(error))
      // If a name has several addresses, the error has no message.
      throw new DomainError('unavailable', `The database can’t be reached: ${messageOf(error) || (error as { code?: string }).code}.`)
    throw error
  } finally {
    await disconnect()
    await cluster?.release()
  }
}
