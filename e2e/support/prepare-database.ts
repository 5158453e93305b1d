// Prints the address of a migrated database with the sample content in it, or with `--no-sample` as a first start leaves it then.
import { db, disconnect } from '../../lib/db/client'
import { startCluster } from '../../lib/db/embedded/cluster'
import { migrate } from '../../lib/db/migrate'
import { env, setDatabase } from '../../lib/env'
import { prepareJobs } from '../../lib/jobs/boss'
import { findOrCreatePerson } from '../../lib/people/find-or-create'
import { fillWithSample } from '../../lib/sample/fill'
import { makeFirstTopic } from '../../lib/topics/first-topic'

const cluster = await startCluster(env().dataDir, { scratch: true })
setDatabase(cluster.databaseUrl)
await migrate(cluster.databaseUrl)
await prepareJobs()
if (!process.argv.includes('--no-sample')) await fillWithSample(() => {})
await makeFirstTopic(db())
// Who `act.ts` is: made here, since two tests may be the first to need them.
await findOrCreatePerson(db(), 'Visiting Editor', 'editor')
await disconnect()
process.stdout.write(cluster.databaseUrl)
process.exit(0)
