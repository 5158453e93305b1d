import { createHmac, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { pool, queryRows } from '../db'

const visitorBytes = 12
const Salt = z.object({ salt: z.instanceof(Buffer) })
const known = new Map<string, Buffer>()

/** Returns the day in UTC, as the database writes it: 2026-11-24. */
export function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10)
}

/**
 * Returns a digest that tells visitors of one day apart without storing who they are. It is made with a secret of the day, which all
 * processes share and which is removed when the day is over.
 */
export async function visitorOf(address: string, userAgent: string, now = new Date()): Promise<Buffer> {
  const salt = await saltOf(dayOf(now))
  return createHmac('sha256', salt).update(`${address}\n${userAgent}`).digest().subarray(0, visitorBytes)
}

async function saltOf(day: string): Promise<Buffer> {
  const cached = known.get(day)
  if (cached) return cached
  const [made] = await queryRows(
    pool(),
    Salt,
    `with made as (insert into visitor_salt (day, salt) values ($1, $2) on conflict (day) do nothing returning salt)
     select salt from made union all select salt from visitor_salt where day = $1`,
    [day, randomBytes(32)],
  )
  // If two processes make it at once, neither half of the statement may see the row.
  const [there] = made ? [made] : await queryRows(pool(), Salt, 'select salt from visitor_salt where day = $1', [day])
  const salt = there?.salt
  if (!salt) throw new Error('No salt for today.')
  known.clear()
  known.set(day, salt)
  return salt
}
