import { pool } from '../db/client'
import { refreshRelated } from '../related/refresh-related'
import { progressBar } from './progress'
import { withDatabase } from './with-database'

/** `cairn related`: works out every related list anew, threads then answers. */
export async function relatedCommand(): Promise<void> {
  const bar = progressBar('Relating')
  const made = await withDatabase(async () => {
    const { rows } = await pool().query(
      `select 'thread' as kind, id from thread where hidden_at is null
       union all select 'answer', id from answer where status = 'published' and hidden_at is null order by 1, 2`,
    )
    for (const [i, row] of rows.entries()) {
      await refreshRelated(row.kind, row.id)
      bar.update(i + 1, rows.length)
    }
    return rows.length
  }).finally(() => bar.stop())
  process.stdout.write(`${made} related lists\n`)
}
