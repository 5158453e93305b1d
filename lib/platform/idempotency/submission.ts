import { createHash } from 'node:crypto'
import type { Db } from '../db'

/** Returns the key of a submission. It contains the text: a form that someone goes back to and changes counts again. */
export function submissionOf(key: string | undefined, ...texts: string[]): string | undefined {
  return (
    key &&
    createHash('sha256')
      .update(JSON.stringify([key, ...texts]))
      .digest('base64url')
  )
}

/**
 * Returns what a form made when it was sent before, or null the first time. A second submission that comes during the first waits for it.
 * Call it first in the transaction, and `rememberSubmission()` last.
 */
export async function earlierSubmission<T>(tx: Db, personId: number, key: string | undefined): Promise<T | null> {
  if (!key) return null
  const { count } = await tx.submission.createMany({ data: [{ personId, key, location: '' }], skipDuplicates: true })
  if (count === 1) return null
  const { location } = await tx.submission.findUniqueOrThrow({ where: { personId_key: { personId, key } } })
  return JSON.parse(location)
}

/** Notes what the form has made. */
export async function rememberSubmission(tx: Db, personId: number, key: string | undefined, made: unknown): Promise<void> {
  if (!key) return
  await tx.submission.update({ where: { personId_key: { personId, key } }, data: { location: JSON.stringify(made) } })
}
