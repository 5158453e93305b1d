import { type Viewer, visibleTopic } from '../../identity/viewer'
import type { Db } from '../../platform/db'
import { DomainError } from '../../platform/errors'

/** What a thread must be for this viewer to see it, as a Prisma condition. */
export function visibleThread(viewer: Viewer) {
  return { hiddenAt: null, topic: visibleTopic(viewer) }
}

/**
 * Locks a thread the viewer may see for the rest of the transaction, so that writes to one thread follow each other.
 * @throws DomainError `not_found` if it is missing or hidden: the two look the same.
 */
export async function lockThread(tx: Db, viewer: Viewer, threadId: number, options: { hidden?: boolean } = {}) {
  await tx.$queryRaw`select 1 from thread where id = ${threadId} for update`
  const thread = await tx.thread.findFirst({
    where: { ...visibleThread(viewer), id: threadId, hiddenAt: options.hidden ? { not: null } : null },
    include: { tags: { include: { tag: { select: { name: true } } } } },
  })
  if (!thread) throw new DomainError('not_found', 'There is no such thread.')
  const { tags, ...rest } = thread
  return { ...rest, tags: tags.map(({ tag }) => tag.name) }
}
