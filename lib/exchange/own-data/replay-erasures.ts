import { z } from 'zod'
import { system } from '../../identity/viewer'
import { db, queryRowsIn, transaction } from '../../platform/db'
import { log } from '../../platform/log'
import { eraseRows } from './erase-rows'
import { type ErasureEntry, readErasureFile, writeErasureFile } from './erasure-file'
import { finishErasure, finishErasures } from './finish-erasure'

/**
 * Deletes everyone again whom a restored backup brought back, from the file beside the database and the table in it.
 * Call it at the end of a restore, before anyone can write. Deletions that are complete are skipped. Returns how many
 * people were deleted again.
 */
export async function replayErasures(): Promise<number> {
  let count = 0
  for (const entry of await allEntries()) if (await replay(entry)) count++
  await keepNumbersUnused()
  await finishErasures()
  await writeErasureFile()
  return count
}

/** Returns each deleted person once, withdrawn if the file or the table says so. */
async function allEntries(): Promise<ErasureEntry[]> {
  const rows = await db().erasure.findMany({ orderBy: { at: 'asc' } })
  const fromTable = rows.map((row) => ({
    person: row.personId,
    name: Buffer.from(row.nameDigest).toString('hex'),
    at: row.at,
    withdrawn: row.withdrawn,
  }))
  const entries = new Map<string, ErasureEntry>()
  for (const entry of [...(await readErasureFile()), ...fromTable]) {
    const key = `${entry.person} ${entry.name}`
    entries.set(key, { ...entry, withdrawn: entry.withdrawn || (entries.get(key)?.withdrawn ?? false) })
  }
  return [...entries.values()]
}

const Found = z.object({ same: z.boolean(), erased: z.boolean(), account: z.boolean() })

async function replay({ person, name, at, withdrawn }: ErasureEntry): Promise<boolean> {
  const [found] = await queryRowsIn(db(), Found)`
    select encode(person_name_digest(p.name), 'hex') = ${name} as same, p.erased_at is not null as erased,
      exists (select 1 from auth_user u where u.person_id = p.id) as account
    from person p where p.id = ${person}`
  const isBack = found && (found.erased ? found.account : found.same)
  if (found && !found.erased && !found.same) {
    log('warn', 'a deletion was not repeated: someone else has this number', { person })
    return false
  }
  if (isBack) await transaction((tx) => eraseRows(tx, system, person, { withdraw: withdrawn, at, lastAdminToo: true }))
  // The backup may be older than the deletion, or than the person. The name stays taken in any case.
  const nameDigest = new Uint8Array(Buffer.from(name, 'hex'))
  await db().erasure.upsert({
    where: { personId: person },
    create: { personId: person, nameDigest, at, withdrawn, doneAt: found ? null : new Date() },
    update: { withdrawn },
  })
  if (isBack) await finishErasure(person)
  return isBack === true
}

/** The id of a person who is not in the backup must not be given again, because the list has it. */
async function keepNumbersUnused(): Promise<void> {
  await db().$executeRaw`
    select setval('person_id_seq', greatest((select last_value from person_id_seq), (select coalesce(max(person_id), 1) from erasure)))`
}
