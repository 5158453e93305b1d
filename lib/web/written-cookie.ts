import type { IncomingMessage } from 'node:http'
import { pool } from '../db/client'

const name = 'cairn.written'
/** By then every process has heard of the write anyway. */
const keptSeconds = 10

/** After a write: a cookie with the number of the last expiry, so that whichever process answers next has heard of it. */
export async function writtenCookie(): Promise<string> {
  const { rows } = await pool().query('select coalesce(max(id), 0) as id from page_expiry')
  return `${name}=${rows[0].id}; Path=/; Max-Age=${keptSeconds}; HttpOnly; SameSite=Lax`
}

/** The number of the write that this reader has just made, or null. */
export function writtenBy(request: IncomingMessage): number | null {
  const found = new RegExp(`(?:^|; )${name.replace('.', '\\.')}=(\\d{1,15})(?:;|$)`).exec(request.headers.cookie ?? '')
  return found ? Number(found[1]) : null
}
