import { z } from 'zod'
import { lockAnswerRows } from '../../answers'
import { answerIsLive, topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { type Db, queryRows } from '../../platform/db'
import { DomainError } from '../../platform/errors'

/** Which text somebody is talking about: an answer and the number of the revision that was on their page. */
export type ReadRevision = { slug: string; revision: number }

const Id = z.object({ id: z.int() })

/**
 * Locks a published answer that the viewer sees for the rest of the transaction, so that what is said of it is counted in turn, and returns
 * its id. The revision may be an older one: pages are open for a while. @throws DomainError `not_found`, also for a revision that never was.
 */
export async function lockReadAnswer(tx: Db, viewer: Viewer, read: ReadRevision): Promise<number> {
  const found = await findReadAnswer(tx, viewer, read)
  if (found) await lockAnswerRows(tx, [found.id])
  // It may have been hidden or archived until the lock was given.
  const answer = found && (await findReadAnswer(tx, viewer, read))
  if (!answer) throw new DomainError('not_found', 'There is no such answer.')
  return answer.id
}

async function findReadAnswer(tx: Db, viewer: Viewer, { slug, revision }: ReadRevision): Promise<z.infer<typeof Id> | undefined> {
  const [answer] = await queryRows(
    tx,
    Id,
    `select a.id from answer a join topic o on o.id = a.topic_id
     where a.slug = $1 and ${answerIsLive('a')} and ${topicIsVisible('o', '$2')}
       and exists (select 1 from answer_revision v where v.answer_id = a.id and v.number = $3::int)`,
    [slug, visibilitiesFor(viewer), revision],
  )
  return answer
}
