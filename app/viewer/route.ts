import { readOwnReply, readViewerActions } from '@/lib/community/threads'
import { needsProof } from '@/lib/curation/holding'
import type { ViewerActions } from '@/lib/shared'
import { idOf, person, viewerOfSite } from '@/lib/web/http'

export const dynamic = 'force-dynamic'

/**
 * Returns who the person is and, with a thread, what they may do on the page that shows it. The page itself is cached for everyone who sees
 * the same; components/viewer adds this.
 */
export async function GET(request: Request): Promise<Response> {
  const actions = await readActions(new URL(request.url).searchParams.get('thread'))
  return Response.json(actions, { status: actions ? 200 : 404, headers: { 'Cache-Control': 'no-store' } })
}

/** Null for a visitor. Of a thread that the person may not see nothing is said. */
async function readActions(asked: string | null): Promise<ViewerActions | null> {
  const me = person()
  if (!me) return null
  const site = viewerOfSite(me)
  if (asked === null) return { site, thread: null, reply: null }
  const id = idOf(asked)
  if (id === null) return { site, thread: null, reply: null }
  const [thread, reply] = await Promise.all([readViewerActions(me.viewer, id), readOwnReply(me.viewer, id)])
  return { site, thread, reply: reply && { ...reply, proof: await needsProof(me) } }
}
