import { urls } from '@/lib/shared'

type Challenge = { algorithm: string; challenge: string; maxnumber: number; salt: string; signature: string }

/** The browser's threads compute so many at once: one after another, each would wait for a thread. */
const atOnce = 500

/**
 * Returns the proof of work that the server asks for, as a form sends it; '' where there is none: without a connection, or on a site without
 * https, where browsers have no hashes. The browser computes them beside the page, which stays usable.
 */
export async function solve(): Promise<string> {
  try {
    const response = await fetch(urls.challenge())
    if (!response.ok) return ''
    const { maxnumber, ...asked }: Challenge = await response.json()
    const number = await findNumber({ maxnumber, ...asked })
    return number === null ? '' : btoa(JSON.stringify({ ...asked, number }))
  } catch {
    return ''
  }
}

/** Returns the number that, after the salt, has the digest that is asked for; null if there is none. */
export async function findNumber({ algorithm, challenge, salt, maxnumber }: Omit<Challenge, 'signature'>): Promise<number | null> {
  const encoder = new TextEncoder()
  for (let first = 0; first <= maxnumber; first += atOnce) {
    const texts = Array.from({ length: atOnce }, (_, i) => encoder.encode(`${salt}${first + i}`))
    const digests = await Promise.all(texts.map((text) => crypto.subtle.digest(algorithm, text)))
    const found = digests.findIndex((digest) => hexOf(digest) === challenge)
    if (found >= 0) return first + found
  }
  return null
}

function hexOf(digest: ArrayBuffer): string {
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
