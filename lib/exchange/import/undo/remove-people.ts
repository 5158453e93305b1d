import { z } from 'zod'
import { db, queryRows } from '../../../platform/db'
import { personColumns } from '../../own-data'
import { batchTransaction } from './batch-transaction'

const Id = z.object({ id: z.int() })

const batchSize = 500
/** Columns that do not count as a use of the person: the row itself, copies, and rows that are deleted with the person. */
const ignored = new Set(['person.id', 'search_post.author_id', 'imported_address.person_id'])

/** SQL condition: something refers to the person `p`. */
const isNeeded = personColumns
  .filter(({ table, column, by }) => by === 'person' && !ignored.has(`${table}.${column}`))
  .map(({ table, column }) => `exists (select 1 from ${table} x where x.${column} = p.id)`)
  .join(' or ')

/** Removes imported authors to whom nothing refers and whom nobody has touched. Returns how many. */
export async function removePeople(sourceId: number): Promise<number> {
  let removed = 0
  for (let after = 0; ; ) {
    const rows = await db().importedRecord.findMany({
      where: { sourceId, kind: 'person', localId: { gt: after } },
      orderBy: { localId: 'asc' },
      take: batchSize,
      select: { localId: true },
    })
    if (rows.length === 0) return removed
    const ids = rows.map(({ localId }) => localId)
    after = ids.at(-1) ?? after
    removed += await batchTransaction(async (tx) => {
      const gone = await queryRows(
        tx,
        Id,
        `delete from person p where p.id = any($1::int[]) and p.erased_at is null and p.role = 'member' and p.about = '' and not (${isNeeded})
           and not exists (select 1 from audit_entry where subject_kind = 'person' and subject_id = p.id)
           and not exists (select 1 from imported_record where kind = 'person' and local_id = p.id and source_id <> $2)
         returning p.id`,
        [ids, sourceId],
      )
      const goneIds = gone.map(({ id }) => id)
      await tx.importedRecord.deleteMany({ where: { sourceId, kind: 'person', localId: { in: goneIds } } })
      await tx.oldAddress.deleteMany({ where: { kind: 'person', subjectId: { in: goneIds } } })
      return gone.length
    })
  }
}
