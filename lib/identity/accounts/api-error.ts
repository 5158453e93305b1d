/**
 * Whether a failure is better-auth's own refusal. By name and not by class: Next bundles a copy of the library, and the
 * one instance of it that both use throws errors of the other copy.
 */
export function isRefusal(error: unknown): error is Error {
  return error instanceof Error && error.name === 'APIError'
}
