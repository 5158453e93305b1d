import { z } from 'zod'
import { type AuditAction, recordAudit } from '../../identity/audit'
import { answerIsLive, authorize, topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { queryRows, transaction } from '../../platform/db'
import { env } from '../../platform/env'
import { DomainError } from '../../platform/errors'

export const linkCommands = ['check', 'fine', 'not_fine'] as const
export type LinkCommand = (typeof linkCommands)[number]

const Link = z.object({ linkId: z.int(), answerId: z.int(), address: z.string() })

const acts: Record<LinkCommand, { action: AuditAction; set: string }> = {
  // Before all others that are due.
  check: { action: 'link.check', set: `check_at = 'epoch'` },
  fine: { action: 'link.fine', set: 'fine_since = coalesce(fine_since, now())' },
  not_fine: { action: 'link.not_fine', set: `fine_since = null, check_at = 'epoch'` },
}

/**
 * Has a link checked now, says that it is fine, or takes that back. Its number is that of the link in its answer; what is decided holds
 * wherever answers link to the same address, and as long as one of them does.
 * @throws DomainError `forbidden`, `not_found`, or `conflict` to check where the setting says no.
 */
export async function decideLink(viewer: Viewer, id: number, command: LinkCommand): Promise<void> {
  authorize(viewer, 'link.decide')
  if (command === 'check' && !env().checkLinks) throw new DomainError('conflict', 'Links are not checked on this site.')
  const { action, set } = acts[command]
  await transaction(async (tx) => {
    const [link] = await queryRows(
      tx,
      Link,
      `select x.link_id as "linkId", x.answer_id as "answerId", l.address
       from answer_link x join web_link l on l.id = x.link_id join answer a on a.id = x.answer_id join topic o on o.id = a.topic_id
       where ${answerIsLive('a')} and ${topicIsVisible('o', '$1')} and x.id = $2::int`,
      [visibilitiesFor(viewer), id],
    )
    if (!link) throw new DomainError('not_found', 'No answer has this link any more.')
    await tx.$executeRawUnsafe(`update web_link set ${set} where id = $1::int`, link.linkId)
    await recordAudit(tx, viewer, { action, subject: { kind: 'answer', id: link.answerId }, reason: link.address })
  })
}
