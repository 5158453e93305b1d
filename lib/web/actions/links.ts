import { z } from 'zod'
import { decideLink, linkCommands } from '../../curation/links'
import { DomainError } from '../../platform/errors'
import { urls } from '../../shared'
import { action } from './action'
import { idOrNull } from './fields'

/** What editors do about links of canonical answers that are dead. */
export const linkActions = [
  action({
    path: '/desk/links',
    permission: 'link.decide',
    limit: 'edit',
    input: z.object({ do: z.enum(linkCommands, 'This can’t be done.'), id: idOrNull() }),
    async run({ viewer }, { do: command, id }) {
      if (id === null) throw new DomainError('not_found', 'There is no such link.')
      await decideLink(viewer, id, command)
      return { to: urls.deskLinks({ done: command }) }
    },
  }),
]
