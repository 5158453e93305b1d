import { DomainError } from '../../platform/errors'
import type { Viewer } from './viewer'

/** `own`: only what the person has written. `others`: only what they have not. */
type Permission = 'no' | 'own' | 'others' | 'any'
type Row = { visitor: Permission; member: Permission; editor: Permission; admin: Permission; says: string }

const everyone = (says: string): Row => ({ visitor: 'any', member: 'any', editor: 'any', admin: 'any', says })
const members = (says: string): Row => ({ visitor: 'no', member: 'any', editor: 'any', admin: 'any', says })
const authors = (says: string): Row => ({ visitor: 'no', member: 'own', editor: 'any', admin: 'any', says })
const ownOnly = (says: string): Row => ({ visitor: 'no', member: 'own', editor: 'own', admin: 'own', says })
const othersOnly = (says: string): Row => ({ visitor: 'no', member: 'others', editor: 'others', admin: 'others', says })
const editors = (says: string): Row => ({ visitor: 'no', member: 'no', editor: 'any', admin: 'any', says })
const admins = (says: string): Row => ({ visitor: 'no', member: 'no', editor: 'no', admin: 'any', says })

/**
 * Everything that can be done, and by whom. Content that a person may not see is missing for them, whatever this table says: objects are
 * loaded through the viewer first.
 */
export const policy = {
  'account.sign_in': everyone('sign in, sign up or ask for a new password'),
  'account.settings': ownOnly('change these settings'),
  /** Export one's own data, or delete one's account. */
  'account.own_data': ownOnly('export or delete this account'),
  'ask.similar': everyone('look for similar questions'),
  'thread.start': members('ask'),
  'thread.reply': members('reply'),
  /** The setting `CAIRN_NEW_TAGS` can leave this to editors or administrators. */
  'tag.add': members('make new tags'),
  'thread.edit': authors('edit this thread'),
  'thread.close': authors('close or reopen this thread'),
  'thread.hide': editors('hide or restore a thread'),
  'thread.move': editors('move a thread to another topic'),
  'thread.merge': editors('decide which threads ask the same'),
  'reply.edit': authors('edit this reply'),
  'reply.hide': editors('hide or restore a reply'),
  /** `own`: the asker's own thread. The asker knows what helped. */
  'reply.accept': authors('accept a reply'),
  /** A boost says that somebody else found it good. */
  'post.boost': othersOnly('boost'),
  /** Delete a post, and take that back. */
  'post.delete': ownOnly('delete this post'),
  /** Follow or mute what one may see. */
  'watch.change': members('follow this'),
  /** Hear of new results of a search. */
  'search.save': ownOnly('save this search'),
  'notice.read': ownOnly('read these notices'),
  /** Editors learn who reports; nobody else does. */
  'post.report': othersOnly('report'),
  /** Ask editors to look at a hidden post again. */
  'post.appeal': ownOnly('ask to look at this again'),
  'report.decide': editors('decide about reports'),
  'held.decide': editors('approve posts'),
  'suspension.propose': editors('propose to suspend someone'),
  /** By the link of a mail, without signing in. It can do nothing else. */
  'notice.unsubscribe': everyone('stop these mails'),
  'upload.add': members('add a picture'),
  /** `own`: the asker's own thread. */
  'coverage.respond': ownOnly('say whether an answer settles this'),
  'coverage.change': editors('cover threads'),
  'related.choose': editors('pin or ban related links'),
  'coverage.resolve': editors('decide about a contested coverage'),
  'answer.write': editors('write canonical answers'),
  'answer.publish': editors('publish canonical answers'),
  'answer.archive': editors('archive canonical answers or bring them back'),
  /** Have links of canonical answers checked, and say which dead ones are fine. */
  'link.decide': editors('look after links'),
  /** Say whether an answer helped, and what was missing. */
  'feedback.give': everyone('say whether this helped'),
  /** Read what was missing, and see how an answer is used. */
  'feedback.handle': editors('read what readers miss'),
  /** Remove the text of an earlier revision for good. Authors ask an editor: others have replied to what they wrote. */
  'revision.redact': editors('redact revisions'),
  /** Say what is no gap, who writes its answer, and which threads it has. */
  'gap.change': editors('decide about gaps'),
  /** What people search for and don't find. */
  'search.gaps': editors('decide about search gaps'),
  'search.golden': editors('change golden queries'),
  'search.synonyms': editors('change search synonyms'),
  'desk.see': editors('see the desk'),
  'admin.see': admins('see the administration'),
  'admin.people': admins('change roles and suspend people'),
  'admin.own_data': admins('export or delete someone’s account, or set its address'),
  'admin.topics': admins('change topics'),
  'admin.tags': admins('change tags'),
  'admin.search': admins('look after the search index'),
  'admin.import': admins('import a forum'),
  'admin.invite': admins('invite people'),
  'admin.mail': admins('look after mail'),
  /** The checklist of the first hours, and the sample content. */
  'admin.setup': admins('set up the site'),
} as const satisfies Record<string, Row>

export type Action = keyof typeof policy

/** Whether the viewer may do this, to something of their own (`own`) or of anyone. */
export function may(viewer: Viewer, action: Action, own = false): boolean {
  const role = viewer.admin ? 'admin' : viewer.audience
  const permission: Permission = policy[action][role]
  return permission === 'any' || (permission === 'own' && own) || (permission === 'others' && !own)
}

/** Whether there is anything that the viewer may do this to. What it is, is checked later. */
export function mayAtAll(viewer: Viewer, action: Action): boolean {
  return may(viewer, action, true) || may(viewer, action, false)
}

/**
 * Checks that the viewer may do this. @throws DomainError `forbidden` otherwise; the sentence says what is not allowed and, to visitors,
 * how it would be.
 */
export function authorize(viewer: Viewer, action: Action, own = false): void {
  if (may(viewer, action, own)) return
  if (viewer.personId === null) throw new DomainError('forbidden', `Sign in to ${policy[action].says}.`)
  if (mayAtAll(viewer, action) && own) throw new DomainError('forbidden', `You can’t ${policy[action].says} what you wrote yourself.`)
  throw new DomainError('forbidden', `You may not ${policy[action].says}.`)
}

/** Checks that there is anything that the viewer may do this to. @throws DomainError `forbidden` otherwise, as `authorize()` does. */
export function authorizeAtAll(viewer: Viewer, action: Action): void {
  if (!mayAtAll(viewer, action)) authorize(viewer, action, true)
}
