import { DomainError } from '../../platform/errors'
import { countReading } from '../../platform/rate-limit'

const answer = (status: number, body: object) => Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } })

/**
 * Returns what an editor asks for while its person types, from `suggest`, within the limit for that. `personId` is undefined for those who get nothing:
 * then, and above the limit, the answer is `none`.
 */
export async function answerTyping<None extends object>(
  personId: number | undefined,
  none: None,
  suggest: () => Promise<None>,
): Promise<Response> {
  if (personId === undefined) return answer(404, none)
  try {
    await countReading('search_typing', `person ${personId}`)
    return answer(200, await suggest())
  } catch (error) {
    if (error instanceof DomainError && error.code === 'too_many') return answer(429, { ...none, error: error.message })
    throw error
  }
}
