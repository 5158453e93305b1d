import net from 'node:net'
import path from 'node:path'
import pg from 'pg'
import type { Cluster } from '../lib/platform/embedded-database/cluster'

/** What a test file is told about the server. */
export type ServerReply = { url: string } | { failed: string }

/**
 * A PostgreSQL for all test files that starts when the first of them asks for it, so that tests without a database do not wait for one.
 * A file asks by connecting to `port` and gets the address of a migrated database to copy.
 */
export async function lazyDatabaseServer(folder: string): Promise<{ port: number; stop(): Promise<void> }> {
  let starting: Promise<Cluster> | undefined
  const door = net.createServer((socket) => {
    const reply = (text: ServerReply) => socket.end(JSON.stringify(text))
    socket.on('error', () => undefined)
    starting ??= start(path.join(folder, 'server'))
    starting.then(
      ({ databaseUrl }) => reply({ url: databaseUrl.replace(/cairn$/, 'template_cairn') }),
      (error) => reply({ failed: String(error?.message ?? error) }),
    )
  })
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
  return {
    port: (door.address() as net.AddressInfo).port,
    async stop() {
      door.close()
      const cluster = await starting?.catch(() => undefined)
      await cluster?.release()
    },
  }
}

/** These modules are loaded here and not above: a run of tests without a database does not need them. */
async function start(dataDir: string): Promise<Cluster> {
  const { startCluster } = await import('../lib/platform/embedded-database/cluster')
  const { connectionOf } = await import('../lib/platform/db/connection')
  const { migrate } = await import('../lib/platform/migrations/migrate')
  const { disconnect } = await import('../lib/platform/db/client')
  const { setDatabase } = await import('../lib/platform/env/env')
  const { prepareJobs } = await import('../lib/platform/jobs/boss')
  const cluster = await startCluster(dataDir, { scratch: true })
  await migrate(cluster.databaseUrl)
  setDatabase(cluster.databaseUrl)
  await prepareJobs()
  await disconnect()
  const client = new pg.Client({ ...connectionOf(cluster.databaseUrl), database: 'postgres' })
  await client.connect()
  await client.query('alter database cairn rename to template_cairn')
  await client.end()
  return cluster
}
