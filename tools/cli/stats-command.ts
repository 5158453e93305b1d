import { readStats } from '../../lib/administration'
import { print } from './print'
import { withDatabase } from './with-database'

/** `cairn stats`: counts what is stored. */
export async function statsCommand({ json }: { json?: boolean }): Promise<void> {
  const stats = await withDatabase(readStats)
  print(
    json,
    stats,
    Object.entries(stats).map(([name, count]) => `${name.padEnd(18)} ${String(count).padStart(10)}`),
  )
}
