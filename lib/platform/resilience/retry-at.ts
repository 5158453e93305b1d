/**
 * SQL of when a row of a queue is tried again after one more failure: about twice as long each time, with some chance in it, as
 * `BackOff` waits in memory. `attempts` is the column that counts failures, before this one; `firstSeconds` is a parameter or a number.
 */
export function retryAt(attempts: string, firstSeconds: string): string {
  return `now() + make_interval(secs => ${firstSeconds} * power(2, ${attempts}) * (0.5 + random()))`
}
