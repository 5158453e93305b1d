// What other parts may use to get along with something that fails for a while.
export { BackOff, retryPolicy } from './back-off'
export { breaker, isOpenCircuit, retryAfterMs } from './breaker'
export { Fault } from './fault'
export { retryAt } from './retry-at'
