import { DomainError } from '../errors'
import { log, messageOf } from '../log'
import { countAgainst, type LimitName } from './rate-limit'

/**
 * The same as `countAgainst()` for reads: if the count can't be written, as on a full disk, the read goes on without it. @throws
 * DomainError `too_many` beyond the limit.
 */
export async function countReading(name: LimitName, who: string): Promise<void> {
  try {
    await countAgainst(name, who)
  } catch (error) {
    if (error instanceof DomainError) throw error
    log('warn', 'reading not counted', { limit: name, error: messageOf(error) })
  }
}
