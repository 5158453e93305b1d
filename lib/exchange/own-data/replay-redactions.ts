import { lockRevised, type Revised, readStored, redactIn } from '../../curation/redaction'
import { type Db, transaction } from '../../platform/db'
import { type RedactionEntry, readRedactions, writeErasureFile } from './erasure-file'

/** How many revisions were redacted again, and of which texts the redacted one is current: they must be edited first. */
export type ReplayedRedactions = { again: number; current: string[] }

/** Redacts again what a restored backup brought back, from the file beside the database. Call it before anyone can read. */
export async function replayRedactions(): Promise<ReplayedRedactions> {
  const replayed: ReplayedRedactions = { again: 0, current: [] }
  for (const entry of await readRedactions()) {
    const outcome = await transaction((tx) => replay(tx, entry))
    if (outcome === 'again') replayed.again++
    if (outcome === 'current') replayed.current.push(`${entry.redacted} ${entry.id}`)
  }
  await writeErasureFile()
  return { ...replayed, current: [...new Set(replayed.current)] }
}

async function replay(tx: Db, entry: RedactionEntry): Promise<'again' | 'current' | 'nothing'> {
  const subject: Revised = { kind: entry.redacted, id: entry.id }
  await lockRevised(tx, subject)
  const present = await presentRevision(tx, subject)
  if (!present) return 'nothing'
  const isSame = (made: Date) => made.getTime() === entry.made.getTime()
  // Until its first edit a post has no revisions: it is its first one itself.
  if (present.number === entry.number && (entry.number > 1 || isSame(present.createdAt))) return 'current'
  const revision = (await readStored(tx, subject)).find(({ number, createdAt }) => number === entry.number && isSame(createdAt))
  const isDone = revision?.redactedAt && (revision.note === '' || !entry.note)
  if (!revision || isDone || revision.number > present.number) return 'nothing'
  await redactIn(tx, subject, [revision], { notes: entry.note, by: null, reason: 'again, after a restore' })
  return 'again'
}

async function presentRevision(tx: Db, { kind, id }: Revised): Promise<{ number: number; createdAt: Date } | null> {
  const select = { revisionNumber: true, createdAt: true }
  const found =
    kind === 'answer'
      ? await tx.answer.findUnique({ where: { id }, select })
      : kind === 'thread'
        ? await tx.thread.findUnique({ where: { id }, select: { ...select, mergedIntoId: true } })
        : await tx.reply.findUnique({ where: { id }, select })
  if (!found) return null
  // A merged thread shows no text: all of its history may go.
  const isMerged = 'mergedIntoId' in found && found.mergedIntoId !== null
  return { number: found.revisionNumber + (isMerged ? 1 : 0), createdAt: found.createdAt }
}
