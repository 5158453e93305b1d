import { suggestPeople } from '@/lib/community/mentions'
import { DomainError } from '@/lib/platform/errors'
import { countReading } from '@/lib/platform/rate-limit'
import { idOf, person } from '@/lib/web/http'

export const dynamic = 'force-dynamic'

const peopleShown = 8

/** Returns people whom the text may mention that someone is writing, for completion in the editor. For one reader, and none for visitors. */
export async function GET(request: Request): Promise<Response> {
  const me = person()
  if (!me) return answer(404, { people: [] })
  const asked = new URL(request.url).searchParams
  try {
    await countReading('search_typing', `person ${me.viewer.personId}`)
    return answer(200, { people: await suggestPeople(me.viewer, asked.get('q') ?? '', idOf(asked.get('thread') ?? ''), peopleShown) })
  } catch (error) {
    if (error instanceof DomainError && error.code === 'too_many') return answer(429, { people: [], error: error.message })
    throw error
  }
}

const answer = (status: number, body: object) => Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } })
