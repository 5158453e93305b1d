import { z } from 'zod'
import { removeKeptPicture } from '../../../community/uploads'
import { db, queryRowsIn } from '../../../platform/db'
import { batchTransaction } from './batch-transaction'

const batchSize = 500

const Name = z.object({ name: z.string() })

/**
 * Removes imported pictures that are in no text and no history, and the record that their authors added them. A
 * picture that someone with an account has added too stays.
 */
export async function removePictures(sourceId: number): Promise<void> {
  // Records of pictures that failed, or were removed, are of no use.
  await db().importedPicture.deleteMany({ where: { sourceId, name: null } })
  for (let after = ''; ; ) {
    const names = await nextNames(sourceId, after)
    if (names.length === 0) return
    after = names.at(-1) ?? after
    const gone = await batchTransaction(async (tx) => {
      await tx.$executeRaw`
        delete from picture_upload p where p.name = any(${names}) and not exists (select 1 from picture_use u where u.name = p.name)
          and exists (select 1 from imported_record i where i.source_id = ${sourceId} and i.kind = 'person' and i.local_id = p.person_id)
          and not exists (select 1 from auth_user a where a.person_id = p.person_id)`
      return queryRowsIn(tx, Name)`
        delete from imported_picture p where p.name = any(${names}) and not exists (select 1 from picture_use u where u.name = p.name)
          and not exists (select 1 from picture_upload u where u.name = p.name) returning p.name`
    })
    for (const name of new Set(gone.map((row) => row.name))) await removeKeptPicture(name)
  }
}

async function nextNames(sourceId: number, after: string): Promise<string[]> {
  const rows = await db().importedPicture.findMany({
    where: { sourceId, name: { gt: after } },
    orderBy: { name: 'asc' },
    take: batchSize,
    select: { name: true },
    distinct: ['name'],
  })
  return rows.flatMap(({ name }) => name ?? [])
}
