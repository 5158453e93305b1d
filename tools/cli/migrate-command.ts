import { makeFirstTopic } from '../../lib/community/topics'
import { db } from '../../lib/platform/db'
import { bringUpToDate, enableVectors } from '../../lib/setup'
import { print } from './print'
import { withDatabaseAsItIs } from './with-database'

/** `cairn migrate`: brings the database up to date, for installations that start their processes one by one. */
export async function migrateCommand({ json }: { json?: boolean }): Promise<void> {
  await withDatabaseAsItIs({}, async (databaseUrl) => {
    const applied = await bringUpToDate(databaseUrl, (text) => process.stderr.write(`${text}\n`))
    const vectors = await enableVectors()
    await makeFirstTopic(db())
    print(json, { applied, pgvector: vectors }, [
      ...(applied.length > 0 ? applied.map((name) => `Applied ${name}`) : ['The database is up to date.']),
      ...(vectors === 'enabled' ? ['pgvector is enabled: search by meaning will use it.'] : []),
    ])
  })
}
