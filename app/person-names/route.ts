import { suggestPeople } from '@/lib/community/mentions'
import { answerTyping, idOf, person } from '@/lib/web/http'

export const dynamic = 'force-dynamic'

const peopleShown = 8

type People = { people: Awaited<ReturnType<typeof suggestPeople>> }

/** Returns people whom the text may mention that someone is writing, for completion in the editor. For one reader, and none for visitors. */
export async function GET(request: Request): Promise<Response> {
  const me = person()
  const asked = new URL(request.url).searchParams
  return answerTyping<People>(me?.person.id, { people: [] }, async () => ({
    people: me ? await suggestPeople(me.viewer, asked.get('q') ?? '', idOf(asked.get('thread') ?? ''), peopleShown) : [],
  }))
}
