import { z } from 'zod'
import { askForRelated, askOfMirror, retryEmbedding, retryMail, retryRefused } from '../../administration'
import { saveTag, saveTopic } from '../../curation/taxonomy'
import { askForBackup, discardHeldJobs, releaseHeldJobs } from '../../exchange/backup'
import { assignAuthor, invite, readManagedPerson, setAddress, setRole, suspend, unsuspend } from '../../identity/accounts'
import { DomainError } from '../../platform/errors'
import { descriptionLengthMax, topicNameLengthMax, urls } from '../../shared'
import { action } from './action'
import { email, idOrNull, required, text, wordList } from './fields'

export const adminActions = [
  action({
    path: '/admin',
    permission: 'admin.see',
    limit: 'edit',
    input: z.object({ do: z.enum(['release', 'discard', 'backup'], 'This can’t be done.'), name: text(100) }),
    async run({ viewer }, { do: command, name }) {
      if (command === 'release') await releaseHeldJobs(viewer, name)
      else if (command === 'discard') await discardHeldJobs(viewer, name)
      else await askForBackup(viewer)
      return { to: `/admin?done=${command}` }
    },
  }),
  action({
    path: '/admin/people',
    permission: 'admin.invite',
    limit: 'edit',
    input: z.object({ email: z.union([z.literal(''), email()]) }),
    async run({ viewer }, input) {
      return { to: `/admin/people?invited=${await invite(viewer, input.email)}` }
    },
  }),
  action({
    path: '/admin/people/:name',
    permission: 'admin.people',
    limit: 'edit',
    input: z.object({
      do: z.enum(['role', 'suspend', 'unsuspend', 'give', 'address'], 'This can’t be done.'),
      role: z.enum(['member', 'editor', 'admin'], 'Choose a role.').optional(),
      reason: text(500),
      email: text(254),
      address: text(254),
    }),
    async run({ viewer }, { do: command, role, reason, email, address }, params) {
      const person = await readManagedPerson(viewer, params.name ?? '')
      if (!person) throw new DomainError('not_found', 'There is no such person.')
      if (command === 'role' && role) await setRole(viewer, person.id, role)
      else if (command === 'suspend') await suspend(viewer, person.id, reason)
      else if (command === 'unsuspend') await unsuspend(viewer, person.id)
      else if (command === 'give') await assignAuthor(viewer, person.name, email)
      else if (command === 'address') await setAddress(viewer, person.id, address)
      return { to: urls.adminPerson(person.name, { saved: true }) }
    },
  }),
  action({
    path: '/admin/topics',
    permission: 'admin.topics',
    limit: 'edit',
    input: z.object({
      id: idOrNull(),
      parent: idOrNull(),
      name: required('A topic needs a name.', topicNameLengthMax),
      slug: text(80),
      description: text(descriptionLengthMax),
      documentationUrl: text(400),
      visibility: z.enum(['public', 'members', 'editors'], 'Say who sees it.'),
      position: z.coerce.number().int().default(0),
    }),
    async run({ viewer }, { parent, ...input }) {
      await saveTopic(viewer, { ...input, parentId: parent })
      return { to: '/admin/topics?saved=1' }
    },
  }),
  action({
    path: '/admin/tags',
    permission: 'admin.tags',
    limit: 'edit',
    input: z.object({ id: idOrNull(), description: text(descriptionLengthMax), synonyms: wordList() }),
    async run({ viewer }, { id, ...input }) {
      await saveTag(viewer, id ?? 0, input)
      return { to: '/admin/tags?saved=1' }
    },
  }),
  action({
    path: '/admin/search',
    permission: 'admin.search',
    limit: 'edit',
    input: z.object({ do: z.enum(['retry', 'compare', 'rebuild', 'relate', 'embed'], 'This can’t be done.'), id: text(20) }),
    async run({ viewer }, { do: command, id }) {
      if (command === 'retry') await retryRefused(viewer, id || null)
      else if (command === 'relate') await askForRelated(viewer)
      else if (command === 'embed') await retryEmbedding(viewer)
      else await askOfMirror(viewer, command)
      return { to: `/admin/search?done=${command}` }
    },
  }),
  action({
    path: '/admin/mail',
    permission: 'admin.see',
    limit: 'edit',
    input: z.object({ id: idOrNull() }),
    async run({ viewer }, { id }) {
      await retryMail(viewer, id ?? 0)
      return { to: '/admin/mail' }
    },
  }),
]
