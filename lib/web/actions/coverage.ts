import { z } from 'zod'
import { confirmRevised, coverBatch, readAnswerById, resolveContest, respondToCoverage, uncoverThread, undoCoverBatch } from '../../answers'
import { answerNamed } from '../../curation/related'
import type { Viewer } from '../../identity/viewer'
import { DomainError } from '../../platform/errors'
import { urls } from '../../shared'
import { idOf, pageNumber } from '../http'
import { action } from './action'
import { draftOf } from './draft-of'
import { idOrNull, manyIds, text } from './fields'

/** Threads that are ticked, each with its section, or the act that is undone. */
const covering = z.looseObject({ thread: manyIds(), undo: idOrNull() })
const saidOfCoverage = z.enum(['accepted', 'contested'], 'Say yes or no.')

/** Which threads an answer covers, what the asker says of it, and how an editor settles that. */
export const coverageActions = [
  action({
    path: '/answers/:slug/coverage',
    permission: 'coverage.change',
    limit: 'edit',
    input: covering.extend({ uncover: idOrNull(), section: text(200) }),
    async run({ viewer }, input, params) {
      const { answerId, slug } = await draftOf(viewer, params.slug)
      if (input.uncover !== null) {
        await uncoverThread(viewer, input.uncover, answerId)
        return { to: urls.answerCoverage(slug, { uncovered: input.uncover, section: input.section }) }
      }
      if (input.undo !== null) await undoCoverBatch(viewer, input.undo)
      const batch = input.undo ?? (await coverBatch(viewer, answerId, tickedOf(input, true)))
      return { to: urls.answerCoverage(slug, { batch }) }
    },
  }),
  action({
    path: '/desk/cover',
    permission: 'coverage.change',
    limit: 'edit',
    input: covering.extend({ answer: text(400) }),
    async run({ viewer, query }, input) {
      const chosen = query.get('answer') ?? undefined
      if (input.undo !== null) await undoCoverBatch(viewer, input.undo)
      const answer = input.undo === null ? await answerNamed(viewer, input.answer) : null
      // Sections were those of the answer that the page knew.
      const threads = tickedOf(input, !answer || answer.slug === chosen)
      const batch = answer ? await coverBatch(viewer, answer.id, threads) : input.undo
      const slug = answer?.slug ?? chosen
      const gap = idOf(query.get('gap') ?? '') ?? undefined
      const page = pageNumber(query.get('page') ?? undefined)
      return {
        to: urls.deskCover({ q: query.get('q') ?? undefined, gap, answer: slug, page, batch: batch ?? undefined }),
      }
    },
  }),
  action({
    path: '/threads/:id/coverage-response',
    permission: 'coverage.respond',
    limit: 'edit',
    input: z.object({ answer: idOrNull(), response: saidOfCoverage, reason: text(2_000), since: idOrNull() }),
    run: ({ viewer }, { since, ...input }, params) => {
      // Where a change is read, one press is enough: the revision says what it is about.
      const reason = input.reason.trim() || (since === null ? '' : `Revision ${since} does not settle it.`)
      return respond(viewer, params.id, { ...input, reason })
    },
  }),
  // Pages that were open during the update send their form here. To be removed with version 0.3.
  action({
    path: '/threads/:id/judge',
    permission: 'coverage.respond',
    limit: 'edit',
    input: z.object({ answer: idOrNull(), verdict: saidOfCoverage, reason: text(2_000) }),
    run: ({ viewer }, { verdict, ...input }, params) => respond(viewer, params.id, { ...input, response: verdict }),
  }),
  action({
    path: '/desk/contested',
    permission: 'coverage.resolve',
    limit: 'edit',
    input: z.object({
      thread: idOrNull(),
      answer: idOrNull(),
      do: z.enum(['stands', 'uncover', 'revise', 'revised'], 'This can’t be done.'),
      reason: text(2_000),
    }),
    async run({ viewer }, { thread, answer, do: command, reason }) {
      const found = answer === null ? null : await readAnswerById(viewer, answer)
      if (thread === null || answer === null || !found) throw new DomainError('not_found', 'It is not there any more.')
      if (command === 'revise') return { to: urls.answerEdit(found.slug, thread) }
      if (command === 'revised') await confirmRevised(viewer, thread, answer)
      else if (command === 'stands') await resolveContest(viewer, { threadId: thread, answerId: answer, reason })
      else await uncoverThread(viewer, thread, answer)
      return { to: urls.deskContested() }
    },
  }),
]

/** The threads that are ticked, each with the section that was chosen for it. */
function tickedOf(input: z.infer<typeof covering>, withSections: boolean): { threadId: number; section: string | null }[] {
  return input.thread.map((threadId) => {
    const section = withSections ? String(input[`section-${threadId}`] ?? '') : ''
    return { threadId, section: section || null }
  })
}

async function respond(
  viewer: Viewer,
  id: string | undefined,
  input: { answer: number | null; response: 'accepted' | 'contested'; reason: string },
) {
  const threadId = idOf(id ?? '')
  if (threadId === null || input.answer === null) throw new DomainError('not_found', 'There is no such thread.')
  await respondToCoverage(viewer, { threadId, answerId: input.answer, response: input.response, reason: input.reason })
  return { to: `/threads/${threadId}` }
}
