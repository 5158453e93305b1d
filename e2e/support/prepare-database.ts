// Prints the address of a migrated database with the sample content in it, with `--no-sample` as a first start leaves it then, or with
// `--upgraded` that of an earlier version, brought up to date.
import { makeFirstTopic } from '../../lib/community/topics/first-topic'
import { findOrCreatePerson } from '../../lib/identity/people/find-or-create'
import { db, disconnect } from '../../lib/platform/db/client'
import { startCluster } from '../../lib/platform/embedded-database/cluster'
import { env, setDatabase } from '../../lib/platform/env/env'
import { prepareJobs } from '../../lib/platform/jobs/boss'
import { migrate } from '../../lib/platform/migrations/migrate'
import { loadDump } from '../../test/upgrade/load-dump'
import { fillWithSample } from '../../tools/sample/fill'

const cluster = await startCluster(env().dataDir, { scratch: true })
setDatabase(cluster.databaseUrl)
const upgraded = process.argv.includes('--upgraded')
if (upgraded) await loadDump(cluster.databaseUrl)
await migrate(cluster.databaseUrl)
await prepareJobs()
if (!upgraded && !process.argv.includes('--no-sample')) await fillWithSample(() => {})
await makeFirstTopic(db())
// Who `act.ts` is: made here, since two tests may be the first to need them.
if (!upgraded) await findOrCreatePerson(db(), 'Visiting Editor', 'editor')
await disconnect()
process.stdout.write(cluster.databaseUrl)
process.exit(0)
