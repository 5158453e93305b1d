import { pool } from '../../lib/platform/db'

/** Forgets what was counted against limits: all requests of a bench come from one address. */
export async function forgetLimits(): Promise<void> {
  await pool().query('delete from rate_count')
}
