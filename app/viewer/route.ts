import { readOwnReply, readViewerActions } from '@/lib/community/threads'
import { needsProof } from '@/lib/curation/holding'
import type { SignedIn } from '@/lib/identity/accounts'
import { markThreadRead } from '@/lib/notices/inbox'
import { readWatch } from '@/lib/notices/watching'
import type { ViewerActions, WatchedSubject } from '@/lib/shared'
import { idOf, person, viewerOfSite } from '@/lib/web/http'

export const dynamic = 'force-dynamic'

/**
 * Returns who the person is and, with what a page shows, what they may do there. The page itself is cached for everyone who sees the same;
 * components/viewer adds this.
 */
export async function GET(request: Request): Promise<Response> {
  const me = person()
  const actions = me && (await readActions(me, aboutOf(new URL(request.url).searchParams)))
  return Response.json(actions, { status: actions ? 200 : 404, headers: { 'Cache-Control': 'no-store' } })
}

function aboutOf(query: URLSearchParams): WatchedSubject | null {
  const given = { thread: query.get('thread'), topic: query.get('topic'), tag: query.get('tag'), answer: query.get('answer') }
  for (const kind of ['thread', 'topic', 'tag', 'answer'] as const) {
    const id = idOf(given[kind] ?? '')
    if (id !== null) return { kind, id }
  }
  return null
}

/** Of a thread that the person may not see nothing is said. */
async function readActions(me: SignedIn, about: WatchedSubject | null): Promise<ViewerActions> {
  if (about?.kind === 'thread') return readThreadActions(me, about.id)
  const [site, watch] = await Promise.all([viewerOfSite(me), about && readWatch(me.person.id, about.kind, about.id)])
  return { site, watch, thread: null, reply: null }
}

/** The person opens the thread: what they were told of it is read, and no longer counted. */
async function readThreadActions(me: SignedIn, id: number): Promise<ViewerActions> {
  const [thread, reply, watch, proof] = await Promise.all([
    readViewerActions(me.viewer, id),
    readOwnReply(me.viewer, id),
    readWatch(me.person.id, 'thread', id),
    needsProof(me),
    markThreadRead(me.person.id, id),
  ])
  return { site: await viewerOfSite(me), watch, thread, reply: reply && { ...reply, proof } }
}
