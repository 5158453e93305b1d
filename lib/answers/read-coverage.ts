import type { KeptAnchors } from '../content'
import { may, type Viewer, visibilitiesFor } from '../identity/viewer'
import { db } from '../platform/db'

export type CoveredThread = {
  id: number
  slug: string
  title: string
  resolution: 'unanswered' | 'answered' | 'covered'
  section: string | null
  response: 'unjudged' | 'accepted' | 'contested'
}

const coveredShown = 500

/** What a published answer covers, the last covered first; null for who may not change it. */
export async function readCoverage(
  viewer: Viewer,
  slug: string,
): Promise<{ id: number; title: string; body: string; keptAnchors: KeptAnchors; covered: CoveredThread[] } | null> {
  if (!may(viewer, 'coverage.change')) return null
  const answer = await db().answer.findFirst({
    where: { slug, status: 'published', hiddenAt: null, topic: { visibility: { in: visibilitiesFor(viewer) } } },
    include: {
      coverages: {
        where: { thread: { hiddenAt: null } },
        include: { thread: { select: { id: true, slug: true, title: true, resolution: true } } },
        orderBy: [{ createdAt: 'desc' }, { threadId: 'desc' }],
        take: coveredShown,
      },
    },
  })
  if (!answer) return null
  return {
    id: answer.id,
    title: answer.title,
    body: answer.body,
    keptAnchors: answer.keptAnchors as KeptAnchors,
    covered: answer.coverages.map(({ thread, section, response }) => ({ ...thread, section, response })),
  }
}
