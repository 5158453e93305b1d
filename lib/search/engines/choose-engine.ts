import { env } from '../../platform/env'
import { type SearchHealth, withFallback } from './fallback'
import { meilisearchEngine } from './meilisearch'
import type { SearchEngine } from './port'
import { postgresEngine } from './postgres'

type Chosen = { for: string; serving: ReturnType<typeof withFallback> }

// Shared with the copy of this module inside Next's bundle: one breaker a process.
const holder = globalThis as Record<symbol, unknown>
const key = Symbol.for('cairn.search-engine')
const measured = Symbol.for('cairn.search-engine.measured')

/** Lets one engine serve all searches of this process, without a fallback: for measuring it. */
export function measureEngine(engine: SearchEngine | null): void {
  holder[measured] = engine
}

/** The engine that serves searches: Meilisearch with PostgreSQL as its fallback where there is one, else PostgreSQL. */
export function searchEngine(): SearchEngine {
  return (holder[measured] as SearchEngine | null | undefined) ?? chosen()?.serving.engine ?? postgresEngine
}

/** Who answers searches in this process, tried now. */
export async function searchHealth(): Promise<SearchHealth> {
  return (await chosen()?.serving.probe()) ?? { engine: 'postgres', reduced: false, fault: '' }
}

function chosen(): Chosen | null {
  const { meiliUrl, meiliIndex } = env()
  if (!meiliUrl) return null
  const wanted = `${meiliUrl}/${meiliIndex}`
  const known = holder[key] as Chosen | undefined
  if (known?.for === wanted) return known
  const made = { for: wanted, serving: withFallback(meilisearchEngine(), postgresEngine) }
  holder[key] = made
  return made
}
