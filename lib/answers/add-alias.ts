import { recordAudit } from '../identity/audit'
import { authorize, type Viewer } from '../identity/viewer'
import type { Db } from '../platform/db'
import { DomainError } from '../platform/errors'
import { expirePages } from '../platform/expiry'
import { storable } from '../shared'
import { nextDraftVersion } from './live-draft'
import { lockAnswer } from './lock-answers'
import { pagesOfAnswer } from './touched-pages'
import { withReindex } from './with-reindex'

const aliasLengthMax = 200

/**
 * Lets search find an answer by other words at once, without a revision, in the caller's transaction. A draft gets them, too, or publishing
 * it would take them back; who is writing it is told that it was saved meanwhile. Nothing happens where it has them.
 * @throws DomainError `forbidden`, `invalid` without words, `not_found`, `conflict` for an archived answer.
 */
export async function addAliasIn(tx: Db, viewer: Viewer, answerId: number, words: string): Promise<void> {
  authorize(viewer, 'answer.publish')
  const alias = storable(words).replace(/\s+/g, ' ').trim().slice(0, aliasLengthMax)
  if (!alias) throw new DomainError('invalid', 'Say by which words it is to be found.', 'query')
  const answer = await lockAnswer(tx, answerId)
  if (answer.status === 'archived') throw new DomainError('conflict', 'This answer is archived.')
  const draft = await tx.answerDraft.findUnique({ where: { answerId } })
  if (draft && !draft.aliases.includes(alias))
    await tx.answerDraft.update({
      where: { answerId },
      data: { aliases: { push: alias }, version: nextDraftVersion(answer.revisionNumber, draft.version) },
    })
  if (await tx.answerAlias.findUnique({ where: { answerId_alias: { answerId, alias } } })) return
  await withReindex(tx, answerId, () => tx.answerAlias.create({ data: { answerId, alias } }))
  await recordAudit(tx, viewer, { action: 'answer.alias', subject: { kind: 'answer', id: answerId }, reason: `“${alias}”` })
  await expirePages(tx, await pagesOfAnswer(tx, answerId))
}
