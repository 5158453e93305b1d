import { z } from 'zod'
import { dismissGap, draftFromGap, leaveGap, mergeGaps, reopenGap, splitGap, unmergeGap, writeGap } from '../../curation/gaps'
import { DomainError } from '../../platform/errors'
import { urls } from '../../shared'
import { idOf } from '../http'
import { type ActionContext, action } from './action'
import { idOrNull, manyIds, text } from './fields'

const input = z.object({
  do: z.enum(['draft', 'write', 'leave', 'dismiss', 'reopen', 'split', 'merge', 'unmerge'], 'This can’t be done.'),
  reason: text(500),
  thread: manyIds(),
  into: idOrNull(),
})

/** What editors decide about a gap. */
export const gapActions = [
  action({
    path: '/desk/gaps/:id',
    permission: 'gap.change',
    limit: 'edit',
    input,
    async run({ viewer }, sent, params) {
      const id = idOf(params.id ?? '')
      if (id === null) throw new DomainError('not_found', 'There is no such gap.')
      return { to: await change(viewer, id, sent) }
    },
  }),
]

/** Returns where its editor goes on. */
async function change(
  viewer: ActionContext['viewer'],
  id: number,
  { do: command, reason, thread, into }: z.infer<typeof input>,
): Promise<string> {
  switch (command) {
    case 'draft':
      return urls.answerEdit((await draftFromGap(viewer, id)).slug)
    case 'split':
      return urls.deskGap(await splitGap(viewer, id, thread), { done: command, of: String(id) })
    case 'merge':
      if (into === null) throw new DomainError('invalid', 'Choose the gap that asks the same.', 'into')
      await mergeGaps(viewer, id, into)
      return urls.deskGap(into, { done: command, of: String(id) })
    case 'dismiss':
      await dismissGap(viewer, id, reason)
      break
    case 'reopen':
      await reopenGap(viewer, id)
      break
    case 'write':
      await writeGap(viewer, id)
      break
    case 'leave':
      await leaveGap(viewer, id)
      break
    case 'unmerge':
      await unmergeGap(viewer, id)
  }
  return urls.deskGap(id, { done: command })
}
