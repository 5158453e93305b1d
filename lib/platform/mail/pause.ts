import { z } from 'zod'
import { pool, queryRow } from '../db'

const Paused = z.object({ paused: z.boolean() })

/** Whether an administrator has paused all mail. */
export async function mailIsPaused(): Promise<boolean> {
  const { paused } = await queryRow(pool(), Paused, 'select exists (select 1 from mail_pause) as paused')
  return paused
}
