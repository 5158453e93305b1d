import { authorize, type Viewer, visibleTopic } from '../../identity/viewer'
import { db } from '../../platform/db'
import { type Hit, search, searchEngine } from '../../search'

/** What an editor may choose where a thread asks the same as another, or as what an answer settles. */
export type SameCandidate = Pick<Hit, 'kind' | 'id' | 'slug' | 'title' | 'resolution' | 'replyCount' | 'coverCount' | 'passages'>

const candidatesShown = 12

/**
 * Returns a thread with others, and answers, that may be about the same: what a search for these words finds, at first for the thread's own
 * title. Null for a thread that the viewer may not see. @throws DomainError `forbidden`.
 */
export async function findSame(
  viewer: Viewer,
  threadId: number,
  words: string,
): Promise<{ slug: string; title: string; candidates: SameCandidate[] } | null> {
  authorize(viewer, 'thread.merge')
  const thread = await db().thread.findFirst({
    where: { id: threadId, hiddenAt: null, topic: visibleTopic(viewer) },
    select: { slug: true, title: true },
  })
  if (!thread) return null
  const request = { text: words.trim() || thread.title, pageSize: candidatesShown + 1, withFacets: false }
  const { answer, hits } = await search(searchEngine(), viewer, request)
  const candidates = [...(answer ? [answer] : []), ...hits]
    .filter(({ kind, id }) => kind !== 'thread' || id !== threadId)
    .slice(0, candidatesShown)
  return { ...thread, candidates }
}
