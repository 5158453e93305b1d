import { type KeptAnchors, readSections, storedSectionsVersion } from '../content'
import { db } from '../platform/db'
import { storeSections } from './store-sections'
import { unlessRevised } from './unless-revised'

const batchAnswers = 20

/**
 * Stores the sections of the next answers that have none, or those of another version: after an update, an import or a restore. Newest
 * first. Returns whether there may be more. Two processes at once do the same work, and harm nothing.
 */
export async function continueSections(batchMax = batchAnswers): Promise<boolean> {
  const answers = await db().answer.findMany({
    // Drafts are taken apart when they are published.
    where: {
      OR: [{ sectionsVersion: { lt: storedSectionsVersion } }, { sectionsVersion: { gt: storedSectionsVersion } }],
      status: { in: ['published', 'archived'] },
    },
    orderBy: { id: 'desc' },
    take: batchMax,
    select: { id: true, body: true, summary: true, keptAnchors: true, revisionNumber: true },
  })
  for (const { id, revisionNumber, ...answer } of answers) {
    const sections = await readSections({ ...answer, keptAnchors: answer.keptAnchors as KeptAnchors })
    await unlessRevised(id, revisionNumber, (tx) => storeSections((sql, values) => tx.$executeRawUnsafe(sql, ...values), id, sections))
  }
  return answers.length === batchMax
}
