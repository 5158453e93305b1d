import { findSources, type SourceName } from '@/lib/evidence'
import { may } from '@/lib/identity/viewer'
import { answerTyping, person } from '@/lib/web/http'

export const dynamic = 'force-dynamic'

const sourcesShown = 8

/** Returns what the answer that an editor is writing may cite, for completion in the editor. For one reader, and none for others. */
export async function GET(request: Request): Promise<Response> {
  const me = person()
  const editor = me && may(me.viewer, 'answer.write') ? me : null
  const typed = new URL(request.url).searchParams.get('q') ?? ''
  return answerTyping<{ sources: SourceName[] }>(editor?.person.id, { sources: [] }, async () => ({
    sources: editor ? await findSources(editor.viewer, typed, sourcesShown) : [],
  }))
}
