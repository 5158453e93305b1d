import { pool } from '../../platform/db'
import { log, messageOf } from '../../platform/log'

/**
 * Notes that a person is here: the day, once a day. It must not keep anyone from reading, so that a disk on which nothing can be written is
 * logged and passed over.
 */
export async function noteSeen({ id, seenOn }: { id: string; seenOn: Date | null }, now = new Date()): Promise<void> {
  const today = now.toISOString().slice(0, 10)
  if (seenOn && seenOn.toISOString().slice(0, 10) >= today) return
  try {
    // Several requests come at once: the first writes.
    await pool().query('update auth_user set seen_on = $2::date where id = $1 and (seen_on is null or seen_on < $2::date)', [id, today])
  } catch (error) {
    log('warn', 'the day someone was here could not be noted', { error: messageOf(error) })
  }
}
