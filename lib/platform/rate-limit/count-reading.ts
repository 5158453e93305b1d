import { DomainError } from '../errors'
import { log, messageOf } from '../log'
import { countAgainst, type LimitName } from './rate-limit'

/**
 * The same as `countAgainst` for what only reads: where the count itself cannot be written, as on a full disk, reading goes on
 * uncounted. @throws DomainError `too_many` beyond the limit.
 */
export async function countReading(name: LimitName, who: string): Promise<void> {
  try {
    await countAgainst(name, who)
  } catch (error) {
    if (error instanceof DomainError) throw error
    log('warn', 'reading not counted', { limit: name, error: messageOf(error) })
  }
}
