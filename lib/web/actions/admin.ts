import { z } from 'zod'
import { askForRelated, askOfMirror, askToRemoveSample, retryEmbedding, retryRefused, setStepAside, setupSteps } from '../../administration'
import { declineSuspension, suspendPerson } from '../../curation/reports'
import { arrangeTopics, deleteTag, mergeTag, saveTag, saveTopic } from '../../curation/taxonomy'
import { askForBackup, discardHeldJobs, releaseHeldJobs } from '../../exchange/backup'
import { assignAuthor, invite, readManagedPerson, setAddress, setRevoked, setRole, unsuspend } from '../../identity/accounts'
import { DomainError } from '../../platform/errors'
import { descriptionLengthMax, topicNameLengthMax, urls } from '../../shared'
import { idOf } from '../http'
import { action } from './action'
import { email, idOrNull, required, text, wordList } from './fields'

/** @throws DomainError `invalid` for what is no step of the checklist. */
function stepOf(name: string) {
  const step = setupSteps.find((each) => each === name)
  if (!step) throw new DomainError('invalid', 'There is no such step.')
  return step
}

export const adminActions = [
  action({
    path: '/admin',
    permission: 'admin.see',
    limit: 'edit',
    input: z.object({
      do: z.enum(['release', 'discard', 'backup', 'aside', 'back', 'sample'], 'This can’t be done.'),
      name: text(100),
    }),
    async run({ viewer }, { do: command, name }) {
      if (command === 'release') await releaseHeldJobs(viewer, name)
      else if (command === 'discard') await discardHeldJobs(viewer, name)
      else if (command === 'backup') await askForBackup(viewer)
      else if (command === 'sample') await askToRemoveSample(viewer)
      else await setStepAside(viewer, stepOf(name), command === 'aside')
      return { to: urls.admin({ done: command, checklist: command === 'back' }) }
    },
  }),
  action({
    path: '/admin/invitations',
    permission: 'admin.invite',
    limit: 'edit',
    input: z.object({
      do: z.enum(['invite', 'revoke', 'back'], 'This can’t be done.'),
      // The forms of the list have none.
      email: z.union([z.literal(''), email()]).default(''),
      role: z.enum(['member', 'editor', 'admin'], 'Choose a role.').default('member'),
      id: idOrNull(),
    }),
    async run({ viewer }, { do: command, id, ...input }) {
      if (command === 'invite') {
        const made = await invite(viewer, input)
        return { to: urls.adminInvitations({ made: String(made.id), mailed: made.mailed }) }
      }
      await setRevoked(viewer, id ?? 0, command === 'revoke')
      return { to: urls.adminInvitations({ revoked: command === 'revoke' ? String(id) : undefined }) }
    },
  }),
  // Where invitations were made before they had a page: a page that was open during an update sends there.
  action({
    path: '/admin/people',
    page: () => urls.adminInvitations(),
    permission: 'admin.invite',
    limit: 'edit',
    input: z.object({ email: z.union([z.literal(''), email()]) }),
    async run({ viewer }, input) {
      const made = await invite(viewer, { ...input, role: 'member' })
      return { to: urls.adminInvitations({ made: String(made.id), mailed: made.mailed }) }
    },
  }),
  action({
    path: '/admin/people/:name',
    permission: 'admin.people',
    limit: 'edit',
    input: z.object({
      do: z.enum(['role', 'suspend', 'decline', 'unsuspend', 'give', 'address'], 'This can’t be done.'),
      case: idOrNull(),
      role: z.enum(['member', 'editor', 'admin'], 'Choose a role.').optional(),
      reason: text(500),
      email: text(254),
      address: text(254),
    }),
    async run({ viewer }, { do: command, role, reason, email, address, ...input }, params) {
      const person = await readManagedPerson(viewer, params.name ?? '')
      if (!person) throw new DomainError('not_found', 'There is no such person.')
      if (command === 'role' && role) await setRole(viewer, person.id, role)
      else if (command === 'suspend') await suspendPerson(viewer, person.id, reason)
      else if (command === 'decline') await declineSuspension(viewer, input.case ?? 0, reason)
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
    path: '/admin/topics/names',
    permission: 'admin.topics',
    limit: 'edit',
    input: z.object({
      topic: z.array(z.string()).default([]),
      name: z.array(z.string().max(topicNameLengthMax, `A name has at most ${topicNameLengthMax} characters.`)).default([]),
      slug: z.array(z.string().max(80, 'An address has at most 80 characters.')).default([]),
      wasName: z.array(z.string()).default([]),
      wasSlug: z.array(z.string()).default([]),
      move: text(20),
    }),
    async run({ viewer }, { topic, name, slug, wasName, wasSlug, move }) {
      const lines = topic.map((id, line) => ({
        id: idOf(id) ?? 0,
        name: name[line] ?? '',
        slug: slug[line] ?? '',
        was: { name: wasName[line] ?? '', slug: wasSlug[line] ?? '' },
      }))
      const [, way, id] = /^(up|down)-(\d{1,9})$/.exec(move) ?? []
      await arrangeTopics(viewer, lines, id ? { id: Number(id), by: way === 'up' ? -1 : 1 } : null)
      return { to: urls.adminTopicNames({ saved: true }) }
    },
  }),
  action({
    path: '/admin/tags',
    permission: 'admin.tags',
    limit: 'edit',
    input: z.object({
      id: idOrNull(),
      do: z.enum(['save', 'merge', 'delete'], 'This can’t be done.').default('save'),
      name: text(100),
      description: text(descriptionLengthMax),
      synonyms: wordList(),
      into: text(100),
    }),
    async run({ viewer }, { id, do: command, into, ...input }) {
      if (command === 'merge') await mergeTag(viewer, id ?? 0, into)
      else if (command === 'delete') await deleteTag(viewer, id ?? 0)
      else await saveTag(viewer, id ?? 0, input)
      return { to: urls.adminTags({ saved: command }) }
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
]
