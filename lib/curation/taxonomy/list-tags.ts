import { authorize, type Viewer } from '../../identity/viewer'
import { db } from '../../platform/db'
import { tagNameOf } from '../../shared'

export const tagsPerPage = 100

/**
 * Returns tags whose name begins so, with their synonyms and numbers of answers, the most used first, from the one after `after` on: its
 * number of threads and its id. One tag more than a page has says that there are more. @throws DomainError `forbidden`.
 */
export async function listTagsForAdmin(viewer: Viewer, prefix: string, after: { threadCount: number; id: number } | null = null) {
  authorize(viewer, 'admin.tags')
  const begins = prefix ? { name: { startsWith: tagNameOf(prefix) } } : {}
  const from = after ? { OR: [{ threadCount: { lt: after.threadCount } }, { threadCount: after.threadCount, id: { gt: after.id } }] } : {}
  return db().tag.findMany({
    where: { AND: [begins, from] },
    include: { synonyms: { orderBy: { name: 'asc' } }, _count: { select: { answers: true } } },
    orderBy: [{ threadCount: 'desc' }, { id: 'asc' }],
    take: tagsPerPage + 1,
  })
}
