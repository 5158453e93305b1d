/** Says in one sentence which setting is wrong and what it must be. */
export class EnvError extends Error {
  override name = 'EnvError'
}
