import { messageOf } from '../../platform/log'
import { breaker, Fault, isOpenCircuit } from '../../platform/resilience'
import { checkServing, type IndexCheck } from './meilisearch/check'
import { faultOf, isUnavailable } from './meilisearch/client'
import type { SearchEngine } from './port'

/** An answer that takes longer is used, and taken for a sign. */
const slowMs = 500
/** How long an index that was found usable is taken for it. */
const checkedForMs = 10_000

class Slow extends Error {
  constructor(readonly answer: unknown) {
    super('slow')
  }
}

/** What serves searches now. */
export type SearchHealth = { engine: SearchEngine['name']; reduced: boolean; fault: string }

/**
 * An engine that answers as long as it can, and another that steps in within the same request: after a time-out, an error,
 * or while the index is missing or not ours. After some failures in a row the first is left alone for a while, so that a
 * slow server does not slow every search. It heals by itself.
 */
export function withFallback(primary: SearchEngine, fallback: SearchEngine, check: () => Promise<IndexCheck> = checkServing) {
  const circuit = breaker()
  const index = checkedIndex(check)
  const fault = new Fault({
    begins: 'search runs in reduced mode',
    ends: 'search runs as it should again',
    fields: { engine: primary.name },
  })

  async function first<T>(ask: (engine: SearchEngine) => Promise<T>): Promise<{ result: T; usedFallback: boolean }> {
    try {
      const result = await circuit.execute(async () => {
        await index.ready()
        const since = performance.now()
        const answer = await ask(primary)
        if (performance.now() - since > slowMs) throw new Slow(answer)
        return answer
      })
      fault.over()
      return { result, usedFallback: false }
    } catch (error) {
      // It has answered, and counts as a failure all the same: after some in a row nobody waits for it for a while.
      if (error instanceof Slow) return { result: error.answer as T, usedFallback: false }
      index.forget()
      if (isOpenCircuit(error)) fault.met(fault.now || 'Meilisearch answers too slowly.')
      else fault.met(isUnavailable(error) ? faultOf(error) : messageOf(error))
      return { result: await ask(fallback), usedFallback: true }
    }
  }

  const engine: SearchEngine = {
    name: primary.name,
    async find(query) {
      const { result, usedFallback } = await first((each) => each.find(query))
      return usedFallback ? { ...result, by: fallback.name } : result
    },
    async list(query, sort, count) {
      return (await first((each) => each.list(query, sort, count))).result
    },
  }
  const health = (): SearchHealth => {
    const { now } = fault
    return { engine: now ? fallback.name : primary.name, reduced: now !== '', fault: now }
  }
  return {
    engine,
    /** Which engine serves now, as far as the last search or check knows. */
    health,
    /** Tries the primary engine without a search: for a process that nobody asks anything. */
    async probe(): Promise<SearchHealth> {
      await circuit.execute(index.ready).then(
        () => fault.over(),
        (error) => (isOpenCircuit(error) ? undefined : fault.met(messageOf(error))),
      )
      return health()
    },
  }
}

/** Whether an index can be used, asked again after a while and after a failure. */
function checkedIndex(check: () => Promise<IndexCheck>) {
  let checked: Promise<void> | undefined
  let checkedAt = 0
  return {
    /** @throws Error if the index can't be used. */
    async ready(): Promise<void> {
      if (!checked || Date.now() - checkedAt > checkedForMs) {
        checkedAt = Date.now()
        checked = check().then((result) => {
          if (!result.usable) throw new Error(result.fault)
        })
        checked.catch(() => {
          checked = undefined
        })
      }
      await checked
    },
    forget(): void {
      checked = undefined
    },
  }
}
