import { readStats } from '../stats/read-stats'
import { withDatabase } from './with-database'

/** `cairn stats`: counts what is stored. */
export async function statsCommand({ json }: { json?: boolean }): Promise<void> {
  const stats = await withDatabase(readStats)
  if (json) process.stdout.write(`${JSON.stringify(stats)}\n`)
  else for (const [name, count] of Object.entries(stats)) process.stdout.write(`${name.padEnd(18)} ${String(count).padStart(10)}\n`)
}
