import { z } from 'zod'
import { dropCitation, undoVerifyCitation, verifyCitation } from '../../curation/evidence'
import { DomainError } from '../../platform/errors'
import { urls } from '../../shared'
import { action } from './action'
import { idOrNull } from './fields'

/** What editors decide about sources that have changed. */
export const evidenceActions = [
  action({
    path: '/desk/evidence',
    permission: 'answer.publish',
    limit: 'edit',
    input: z.object({ citation: idOrNull(), seen: idOrNull(), do: z.enum(['verify', 'undo', 'drop'], 'This can’t be done.') }),
    async run({ viewer }, { citation, seen, do: command }) {
      if (citation === null) throw new DomainError('not_found', 'There is no such source.')
      if (command === 'drop') {
        const { answerId } = await dropCitation(viewer, citation)
        return { to: urls.deskEvidence({ done: command, of: answerId }) }
      }
      if (command === 'verify') await verifyCitation(viewer, citation, seen)
      else await undoVerifyCitation(viewer, citation)
      return { to: urls.deskEvidence({ done: command, source: citation }) }
    },
  }),
]
