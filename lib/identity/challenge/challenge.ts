import { createHash, createHmac } from 'node:crypto'
import { createChallenge, verifySolution } from 'altcha-lib/v1'
import { z } from 'zod'
import { db, pool } from '../../platform/db'
import { readSecret } from '../accounts'

/** A browser tries half of these numbers on average: about a second of a phone. */
const numberMax = 20_000
/** A form may stay open for so many hours. */
const validHours = 2

/** What a browser is asked to solve: the number that, after the salt, has this digest. */
export type Challenge = { algorithm: string; challenge: string; maxnumber?: number; salt: string; signature: string }

const Payload = z.object({
  algorithm: z.literal('SHA-256'),
  challenge: z.string().max(200),
  number: z.int().min(0).max(numberMax),
  salt: z.string().max(200),
  signature: z.string().max(200),
})

/** Returns a new challenge. Nothing is stored: its signature says that it is ours, and its salt until when it counts. */
export async function makeChallenge(now = Date.now()): Promise<Challenge> {
  return createChallenge({ hmacKey: key(), maxNumber: numberMax, expires: new Date(now + validHours * 3_600_000) })
}

/** Whether a form came with the solution of a challenge of ours that is not too old and was not used before. It is used from now on. */
export async function isProven(proof: string): Promise<boolean> {
  const payload = Payload.safeParse(decoded(proof))
  if (!payload.success || !(await verifySolution(payload.data, key()))) return false
  const digest = createHash('sha256').update(payload.data.signature).digest()
  const { count } = await db().spentChallenge.createMany({ data: [{ digest: new Uint8Array(digest) }], skipDuplicates: true })
  return count === 1
}

/** Forgets used proofs that are too old to count. */
export async function removeSpentChallenges(): Promise<void> {
  await pool().query('delete from spent_challenge where at < now() - make_interval(hours => $1)', [validHours + 1])
}

function decoded(proof: string): unknown {
  try {
    return JSON.parse(Buffer.from(proof, 'base64').toString('utf8'))
  } catch {
    return null
  }
}

/** Not the secret itself, which signs sessions. */
function key(): string {
  return createHmac('sha256', readSecret()).update('challenge').digest('hex')
}
