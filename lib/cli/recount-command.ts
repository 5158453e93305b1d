import { recount } from '../stats/recount'
import { withDatabase } from './with-database'

/** `cairn recount`: compares every counter with its rows. */
export async function recountCommand({ repair = false }: { repair?: boolean }): Promise<void> {
  const drifts = await withDatabase(() => recount(repair))
  for (const { counter, rows } of drifts) {
    process.stdout.write(`${counter.padEnd(52)} ${rows === 0 ? 'right' : `${rows} ${repair ? 'repaired' : 'WRONG'}`}\n`)
  }
  if (!repair && drifts.some(({ rows }) => rows > 0)) process.stdout.write('Run it with --repair to write the right numbers.\n')
}
