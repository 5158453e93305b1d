import { z } from 'zod'
import { handleFeedback, missingLengthMax, sendMissing, shareWords, voteHelpful } from '../../curation/feedback'
import { DomainError } from '../../platform/errors'
import { urls } from '../../shared'
import { action } from './action'
import { idOrNull, text } from './fields'

const revision = () => z.coerce.number().int().min(1).max(2_147_483_647)
const slugOf = ({ slug = '' }: Record<string, string>) => slug

/** What readers say about an answer, and what editors do about it. */
export const feedbackActions = [
  action({
    path: '/answers/:slug/helpful',
    page: (params) => urls.answer(slugOf(params)),
    permission: 'feedback.give',
    limit: 'helpful',
    input: z.object({ revision: revision(), helpful: z.enum(['yes', 'no'], 'Say yes or no.') }),
    async run({ viewer, ...reader }, { revision, helpful }, params) {
      const slug = slugOf(params)
      const share = await voteHelpful(viewer, reader, { slug, revision, helpful: helpful === 'yes' })
      return { to: urls.answerSaid(slug, helpful), data: { share: share ? shareWords(share) : '' } }
    },
  }),
  action({
    path: '/answers/:slug/missing',
    page: (params) => urls.answer(slugOf(params)),
    permission: 'feedback.give',
    limit: 'feedback',
    input: z.object({ revision: revision(), missing: text(2 * missingLengthMax) }),
    async run({ viewer, ...reader }, { revision, missing }, params) {
      const slug = slugOf(params)
      await sendMissing(viewer, reader, { slug, revision, missing })
      return { to: urls.answerSaid(slug, 'missing') }
    },
  }),
  action({
    path: '/desk/feedback',
    permission: 'feedback.handle',
    limit: 'edit',
    input: z.object({ do: z.enum(['handle', 'reopen'], 'This can’t be done.'), id: idOrNull(), of: idOrNull() }),
    async run({ viewer }, { do: command, id, of }) {
      if (id === null) throw new DomainError('not_found', 'There is no such feedback.')
      await handleFeedback(viewer, id, command === 'handle')
      return { to: urls.deskFeedback({ of: of ?? undefined, done: command === 'handle' ? id : undefined }) }
    },
  }),
]
