import fs from 'node:fs/promises'
import path from 'node:path'
import { db } from '../db'
import { mailFolder } from './transport'

const checkedAtOnce = 500

/** Removes mails from the folder that are no longer in the database, because they were deleted or are old. Returns how many. */
export async function removeStrayMails(): Promise<number> {
  const files = (await fs.readdir(mailFolder()).catch(() => [])).filter((name) => /^\d{6,15}\.eml$/.test(name))
  let removed = 0
  for (let i = 0; i < files.length; i += checkedAtOnce) {
    const some = files.slice(i, i + checkedAtOnce)
    const known = await db().outgoingMail.findMany({
      where: { id: { in: some.map((name) => Number.parseInt(name, 10)) } },
      select: { id: true },
    })
    const ids = new Set(known.map(({ id }) => Number(id)))
    for (const name of some) {
      if (ids.has(Number.parseInt(name, 10))) continue
      await fs.rm(path.join(mailFolder(), name), { force: true })
      removed++
    }
  }
  return removed
}
