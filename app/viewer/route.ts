import { readViewerActions } from '@/lib/community/threads'
import type { ViewerActions } from '@/lib/shared'
import { idOf, person } from '@/lib/web/http'

export const dynamic = 'force-dynamic'

/**
 * Returns what the person may do on the page that shows this thread. The page itself is cached for everyone who sees the same;
 * components/viewer adds this.
 */
export async function GET(request: Request): Promise<Response> {
  const me = person()
  const id = idOf(new URL(request.url).searchParams.get('thread') ?? '')
  const thread = me && id !== null ? await readViewerActions(me.viewer, id) : null
  const actions: ViewerActions | null = thread && { thread }
  return Response.json(actions, { status: actions ? 200 : 404, headers: { 'Cache-Control': 'no-store' } })
}
