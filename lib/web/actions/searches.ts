import { z } from 'zod'
import {
  answerGap,
  askForReplay,
  dismissGap,
  removeGolden,
  removeSynonym,
  reopenGap,
  saveGolden,
  saveSynonym,
  ways,
} from '../../curation/search-gaps'
import { DomainError } from '../../platform/errors'
import { urls } from '../../shared'
import { idOf } from '../http'
import { action } from './action'
import { idOrNull, text, ticked } from './fields'

/** @throws DomainError `not_found` for a form without a number. */
function requireId(id: number | null, what: string): number {
  if (id === null) throw new DomainError('not_found', `There is no such ${what}.`)
  return id
}

/** What editors do about what people search for. */
export const searchActions = [
  action({
    path: '/desk/searches/:id',
    permission: 'search.gaps',
    limit: 'edit',
    input: z.object({
      do: z.enum(['answer', 'dismiss', 'reopen'], 'This can’t be done.'),
      how: z.enum(ways, 'Choose what helps.').default('text'),
      query: text(400),
      hit: text(500),
      words: text(400),
      means: text(400),
      tag: text(100),
      tagWord: text(400),
      thread: text(500),
      title: text(300),
      topic: idOrNull(),
      reason: text(500),
    }),
    async run({ viewer }, { do: command, topic, reason, ...input }, params) {
      const id = requireId(idOf(params.id ?? ''), 'search gap')
      if (command === 'reopen') {
        await reopenGap(viewer, id)
        return { to: urls.deskSearch(id, { done: command }) }
      }
      if (command === 'dismiss') {
        await dismissGap(viewer, id, reason)
        return { to: urls.deskSearches({ done: command }) }
      }
      const { closed, to } = await answerGap(viewer, id, { ...input, topicId: topic })
      if (closed) return { to: urls.deskSearches({ done: command }) }
      return { to: input.how === 'answer' ? to : urls.deskSearch(id, { done: 'waits' }) }
    },
  }),
  action({
    path: '/desk/golden',
    permission: 'search.golden',
    limit: 'edit',
    input: z.object({
      do: z.enum(['add', 'change', 'remove', 'check'], 'This can’t be done.'),
      id: idOrNull(),
      query: text(400),
      hit: text(500),
    }),
    async run({ viewer }, { do: command, id, ...pair }) {
      if (command === 'check') await askForReplay(viewer)
      else if (command === 'remove') await removeGolden(viewer, requireId(id, 'golden query'))
      else {
        const found = await saveGolden(viewer, command === 'add' ? null : requireId(id, 'golden query'), pair)
        return { to: urls.deskGolden({ done: found ? 'found' : 'missed' }) }
      }
      return { to: urls.deskGolden({ done: command }) }
    },
  }),
  action({
    path: '/desk/synonyms',
    permission: 'search.synonyms',
    limit: 'edit',
    input: z.object({
      do: z.enum(['save', 'remove'], 'This can’t be done.'),
      id: idOrNull(),
      words: text(400),
      means: text(400),
      both: ticked(),
    }),
    async run({ viewer }, { do: command, id, both, ...words }) {
      if (command === 'remove') await removeSynonym(viewer, requireId(id, 'search synonym'))
      else await saveSynonym(viewer, { id, ...words, bothWays: both })
      return { to: urls.deskSynonyms({ done: command }) }
    },
  }),
]
