import { type KeptAnchors, readSections, storedSectionsVersion } from '../content'
import { liveAnswer, may, type Viewer, visibleTopic } from '../identity/viewer'
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

/** A section by which a thread may be covered. */
export type NamedSection = { number: number; anchor: string; heading: string }

/** Returns what a published answer covers, the last covered first; null for someone who may not change it. */
export async function readCoverage(
  viewer: Viewer,
  slug: string,
): Promise<{ id: number; title: string; sections: NamedSection[]; covered: CoveredThread[] } | null> {
  if (!may(viewer, 'coverage.change')) return null
  const answer = await db().answer.findFirst({
    where: { slug, ...liveAnswer, topic: visibleTopic(viewer) },
    include: {
      sections: { where: { number: { gt: 0 } }, orderBy: { number: 'asc' }, select: { number: true, anchor: true, heading: true } },
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
    sections: answer.sectionsVersion === storedSectionsVersion ? answer.sections : await sectionsNow(answer),
    covered: answer.coverages.map(({ thread, section, response }) => ({ ...thread, section, response })),
  }
}

async function sectionsNow({ keptAnchors, ...answer }: { body: string; summary: string; keptAnchors: unknown }): Promise<NamedSection[]> {
  const { sections } = await readSections({ ...answer, keptAnchors: keptAnchors as KeptAnchors })
  return sections.slice(1).map(({ number, anchor, heading }) => ({ number, anchor, heading }))
}
