import { recordAudit } from '../../identity/audit'
import { authorize, type Viewer } from '../../identity/viewer'
import { transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { forgetSynonyms, goldenById, goldenWords } from '../../search'
import { urls } from '../../shared'
import { type AnswerGap, actOnGap } from './act-on-gap'
import { lockSearchGap, requireGapState } from './lock-search-gaps'
import { pairGap } from './pair-gap'
import { checkAndNote } from './replay-golden'

/**
 * Does something about a gap, and says which page its search must find: the pair is a golden query from then on. The gap is closed as soon
 * as the page is among the first hits, which may be at once. Returns whether it is, and the address where one goes on. What is refused
 * has done nothing.
 * @throws DomainError `forbidden`, `not_found`, `conflict` for a gap that is not open any more or words of another, or `invalid` with the field.
 */
export async function answerGap(viewer: Viewer, gapId: number, input: AnswerGap): Promise<{ closed: boolean; to: string }> {
  authorize(viewer, 'search.gaps')
  if (!input.query.trim()) throw new DomainError('invalid', 'Say which search must find it.', 'query')
  const { goldenId, to = urls.deskSearch(gapId) } = await transaction(async (tx) => {
    const gap = await lockSearchGap(tx, gapId)
    requireGapState(gap, 'open')
    const { hit, to } = await actOnGap(tx, viewer, input)
    const { goldenId, before } = await pairGap(tx, gap, { query: input.query, hit })
    await tx.searchGap.update({ where: { id: gapId }, data: { since: new Date(), way: input.how, reason: '' } })
    await tx.searchGapEvent.create({ data: { gapId, what: 'answered', detail: `${input.how} ${hit}` } })
    const was = before ? `, before “${before.query}” ${before.hit}` : ''
    const reason = `number ${gapId}, by ${input.how}, “${goldenWords(input.query)}” must find ${hit}${was}`
    await recordAudit(tx, viewer, { action: 'search_gap.answer', reason })
    return { goldenId, to }
  })
  if (input.how === 'synonym') forgetSynonyms()
  const golden = (await goldenById([goldenId])).get(goldenId)
  const failed = golden ? await checkAndNote([golden]) : []
  return { closed: failed.length === 0, to }
}
