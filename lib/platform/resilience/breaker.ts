import { BrokenCircuitError, type CircuitBreakerPolicy, ConsecutiveBreaker, circuitBreaker, handleAll } from 'cockatiel'

/** So many failures in a row, and what fails is left alone … */
const failuresMax = 3

/** … for so many milliseconds, until one caller tries it again. */
export const retryAfterMs = 5_000

/**
 * Lets nobody wait for something that has failed several times in a row: `execute` throws at once for a while, then lets one caller try.
 * It recovers by itself.
 */
export function breaker(): CircuitBreakerPolicy {
  return circuitBreaker(handleAll, { halfOpenAfter: retryAfterMs, breaker: new ConsecutiveBreaker(failuresMax) })
}

/** Whether `execute` threw because it did not even try. */
export function isOpenCircuit(error: unknown): boolean {
  return error instanceof BrokenCircuitError
}
