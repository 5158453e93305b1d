/**
 * Whether an error is better-auth's own refusal. Recognised by its name and not by its class: Next bundles a copy of the library, and both
 * copies share one instance, which throws errors of either copy.
 */
export function isRefusal(error: unknown): error is Error {
  return error instanceof Error && error.name === 'APIError'
}
