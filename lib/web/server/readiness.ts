import { pool } from '../../platform/db'
import { migrationState } from '../../platform/migrations'
import { queryEmbedderFault, readServingModel, searchHealth } from '../../search'

/** The state of one part of the installation. */
export type Check = { name: string; ready: boolean; detail: string }

const timeoutMs = 2_000

/** Returns whether this process can serve: the database responds, its migrations are ours, expiries are heard. */
export async function readiness(listening: boolean): Promise<Check[]> {
  const [database, search, embedding] = await Promise.all([answersInTime(), searching(), checkEmbedder()])
  return [
    database,
    search,
    embedding,
    { name: 'expiries', ready: listening, detail: listening ? 'heard' : 'not heard: pages are made again for every reader' },
  ]
}

// Meilisearch is never a reason not to serve: PostgreSQL is used instead.
async function searching(): Promise<Check> {
  const { engine, reduced, fault } = await searchHealth()
  return { name: 'search', ready: true, detail: reduced ? `${engine}, reduced mode: ${fault}` : engine }
}

// Nor is the embedding model: search works with keywords only.
async function checkEmbedder(): Promise<Check> {
  const model = await readServingModel().catch(() => null)
  return { name: 'meaning', ready: true, detail: queryEmbedderFault() || (model ? model.name : 'keywords only') }
}

async function answersInTime(): Promise<Check> {
  try {
    const asked = migrationState(pool())
    asked.catch(() => undefined)
    const { applied, missing, unknown } = await Promise.race([
      asked,
      new Promise<never>((_, reject) => setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs).unref()),
    ])
    if (missing.length > 0) return { name: 'database', ready: false, detail: `lacks the migration ${missing[0]}: run cairn migrate` }
    if (unknown.length > 0)
      return { name: 'database', ready: false, detail: `has the migration ${unknown[0]}, which this program does not know` }
    return { name: 'database', ready: true, detail: `${applied} migrations` }
  } catch (error) {
    return { name: 'database', ready: false, detail: (error as Error).message }
  }
}
