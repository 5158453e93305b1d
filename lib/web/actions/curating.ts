import { z } from 'zod'
import { coverBatch, readAnswerById } from '../../answers'
import { markDistinct, markDuplicates, mergeThreads, unmarkDuplicate } from '../../curation/duplicates'
import { chooseRelated, type Subject, subjectAt } from '../../curation/related'
import type { Viewer } from '../../identity/viewer'
import { DomainError } from '../../platform/errors'
import { urls } from '../../shared'
import { idOf } from '../http'
import { action } from './action'
import { idOrNull, manyIds, text } from './fields'

const choice = { pin: 'pinned', ban: 'banned', undo: null } as const
const choosing = z.object({
  do: z.enum(['pin', 'ban', 'undo'], 'This can’t be done.'),
  kind: z.enum(['thread', 'answer', ''], 'This can’t be done.').default(''),
  id: idOrNull(),
  address: text(400),
})

async function choose(viewer: Viewer, from: Subject, input: z.infer<typeof choosing>): Promise<void> {
  const to = input.kind && input.id !== null ? { kind: input.kind, id: input.id } : await subjectAt(input.address)
  await chooseRelated(viewer, from, to, choice[input.do])
}

type Same = { threadId: number; command: 'same' | 'merge' | 'cover'; kind: 'thread' | 'answer'; other: number }

/** Returns where its editor goes on. */
async function settleSame(viewer: Viewer, { threadId, command, kind, other }: Same): Promise<string> {
  if ((command === 'cover') !== (kind === 'answer'))
    throw new DomainError(
      'invalid',
      command === 'cover' ? 'Choose an answer to cover it with.' : 'Choose a thread: an answer covers.',
      'of',
    )
  if (command === 'cover') {
    const batch = await coverBatch(viewer, other, [{ threadId, section: null }])
    const answer = await readAnswerById(viewer, other)
    return answer ? urls.answerCoverage(answer.slug, { batch }) : `/threads/${threadId}`
  }
  if (command === 'merge') {
    await mergeThreads(viewer, [threadId], other)
    return `/threads/${other}`
  }
  await markDuplicates(viewer, [threadId], other)
  return urls.threadSame(threadId, { of: String(other) })
}

/** What editors decide about threads that are alike. */
export const curatingActions = [
  action({
    path: '/threads/:id/related',
    permission: 'related.choose',
    limit: 'edit',
    input: choosing,
    async run({ viewer }, input, params) {
      const id = idOf(params.id ?? '')
      if (id === null) throw new DomainError('not_found', 'There is no such thread.')
      await choose(viewer, { kind: 'thread', id }, input)
      return { to: urls.threadRelated(id) }
    },
  }),
  action({
    path: '/answers/:slug/related',
    permission: 'related.choose',
    limit: 'edit',
    input: choosing,
    async run({ viewer }, input, params) {
      const slug = params.slug ?? ''
      await choose(viewer, await subjectAt(urls.answer(slug)), input)
      return { to: urls.answerRelated(slug) }
    },
  }),
  action({
    path: '/threads/:id/duplicate',
    permission: 'thread.merge',
    limit: 'edit',
    input: z.object({ of: idOrNull() }),
    page: ({ id = '' }) => urls.post(Number(id), 0),
    async run({ viewer }, input, params) {
      const id = idOf(params.id ?? '')
      if (id === null || input.of === null) throw new DomainError('not_found', 'There is no such thread.')
      await unmarkDuplicate(viewer, id, input.of)
      return { to: `/threads/${id}` }
    },
  }),
  action({
    path: '/threads/:id/asks-the-same',
    permission: 'thread.merge',
    limit: 'edit',
    input: z.object({ do: z.enum(['same', 'merge', 'cover'], 'This can’t be done.'), of: text(40) }),
    async run({ viewer }, { do: command, of }, params) {
      const threadId = idOf(params.id ?? '')
      const [, kind, chosen] = /^(thread|answer)-(\d+)$/.exec(of) ?? []
      const other = idOf(chosen ?? '')
      if (threadId === null) throw new DomainError('not_found', 'There is no such thread.')
      if (other === null) throw new DomainError('invalid', 'Choose a thread or an answer of the list.', 'of')
      return { to: await settleSame(viewer, { threadId, command, kind: kind as 'thread' | 'answer', other }) }
    },
  }),
  action({
    path: '/desk/duplicates',
    permission: 'thread.merge',
    limit: 'edit',
    input: z.object({
      do: z.enum(['same', 'merge', 'cover', 'distinct'], 'This can’t be done.'),
      thread: manyIds(),
      lead: idOrNull(),
      answer: idOrNull(),
    }),
    async run({ viewer }, { do: command, thread: chosen, lead, answer }) {
      const others = chosen.filter((id) => id !== lead)
      if (command === 'distinct') await markDistinct(viewer, chosen)
      else if (command === 'cover') {
        if (answer === null || chosen.length === 0) throw new DomainError('invalid', 'Choose threads, and the answer that settles them.')
        await coverBatch(
          viewer,
          answer,
          chosen.map((threadId) => ({ threadId, section: null })),
        )
      } else {
        if (lead === null || others.length === 0) throw new DomainError('invalid', 'Choose the thread that stays and at least one other.')
        await (command === 'same' ? markDuplicates : mergeThreads)(viewer, others, lead)
      }
      return { to: urls.deskDuplicates(command) }
    },
  }),
]
