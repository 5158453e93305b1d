import { env } from '../../platform/env'
import { log, messageOf } from '../../platform/log'
import { breaker, isOpenCircuit } from '../../platform/resilience'
import { akismet } from './akismet'
import type { SpamQuestion, SpamService } from './port'

/** What became of a question: `unknown` if the service did not answer. */
export type SpamOpinion = 'spam' | 'good' | 'unknown'

const failing = breaker()

/** Asks the service that is set, if there is one. Never throws: what it does not answer in time is unknown. */
export async function askSpamService(question: SpamQuestion): Promise<SpamOpinion | null> {
  const { spamService } = env().newcomers
  return spamService ? ask(akismet(spamService, env().siteUrl), question) : null
}

async function ask(service: SpamService, question: SpamQuestion): Promise<SpamOpinion> {
  try {
    return (await failing.execute(() => service.isSpam(question))) ? 'spam' : 'good'
  } catch (error) {
    if (!isOpenCircuit(error)) log('warn', 'spam service not asked', { error: messageOf(error) })
    return 'unknown'
  }
}
