import { suspendedCode } from '@/lib/shared'

/** Sends a request to the addresses of passkeys. @throws Error with a sentence for the reader. */
export async function callPasskeys<T>(path: string, body?: unknown): Promise<T> {
  const response = await fetch(`/api/auth/passkey/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  if (response.status === 429) throw new Error('Too many attempts. Try again in some minutes.')
  // Then the message says since when, why, and whom to write to.
  if (response.status === 403) {
    const { code, message } = await response.json().catch(() => ({}))
    if (code === suspendedCode) throw new Error(message)
  }
  if (!response.ok) throw new Error('That did not work. Try it once more, or use your password.')
  return response.json()
}

/** Returns in words what went wrong; null if the person closed the browser's dialogue. */
export function passkeyFault(error: unknown): string | null {
  if (error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError')) return null
  return error instanceof Error ? error.message : 'That did not work.'
}
