import { recount } from '../../lib/maintenance'
import { print } from './print'
import { withDatabase } from './with-database'

/** `cairn recount`: compares every counter with its rows. */
export async function recountCommand({ repair = false, json }: { repair?: boolean; json?: boolean }): Promise<void> {
  const drifts = await withDatabase(() => recount(repair))
  const lines = drifts.map(
    ({ counter, rows }) => `${counter.padEnd(52)} ${rows === 0 ? 'right' : `${rows} ${repair ? 'repaired' : 'WRONG'}`}`,
  )
  if (!repair && drifts.some(({ rows }) => rows > 0)) lines.push('Run it with --repair to write the right numbers.')
  print(json, { repaired: repair, counters: drifts }, lines)
}
