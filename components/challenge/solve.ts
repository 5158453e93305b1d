import { solveChallenge } from 'altcha-lib/v1'
import { urls } from '@/lib/shared'

type Challenge = { algorithm: string; challenge: string; maxnumber: number; salt: string; signature: string }

/**
 * Returns the proof of work that the server asks for, as a form sends it; '' where there is none: without a connection, or on a site without
 * https, where browsers have no hashes. The browser computes them beside the page, which stays usable.
 */
export async function solve(): Promise<string> {
  try {
    const response = await fetch(urls.challenge())
    if (!response.ok) return ''
    const { maxnumber, ...asked }: Challenge = await response.json()
    const solution = await solveChallenge(asked.challenge, asked.salt, asked.algorithm, maxnumber).promise
    return solution ? btoa(JSON.stringify({ ...asked, number: solution.number })) : ''
  } catch {
    return ''
  }
}
