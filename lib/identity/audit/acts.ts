/** Kinds of acts, by which the audit is narrowed. */
export const auditGroups = {
  posts: 'Threads and replies',
  reports: 'Reports and approvals',
  coverage: 'Coverage',
  answers: 'Canonical answers',
  people: 'People',
  invitations: 'Invitations',
  taxonomy: 'Topics and tags',
  search: 'Searches',
  imports: 'Imports and the sample',
  site: 'The site',
} as const
export type AuditGroup = keyof typeof auditGroups

/**
 * What an act is in a sentence: "Ada" and then `says`, in which `{subject}` is what it was done to and `{detail}` what the program wrote
 * as its reason. Without `{detail}`, the reason is what a person typed, and stands by itself.
 */
export type AuditAct = { group: AuditGroup; says: string }

const act = (group: AuditGroup, says: string): AuditAct => ({ group, says })

/** Every act that is recorded. One more act is one more line: nothing is recorded under another name. */
export const auditActs = {
  'thread.close': act('posts', 'closed {subject}'),
  'thread.reopen': act('posts', 'reopened {subject}'),
  'thread.hide': act('posts', 'hid {subject}'),
  'thread.restore': act('posts', 'restored {subject}'),
  'thread.delete': act('posts', 'deleted {subject}, their own'),
  'thread.move': act('posts', 'moved {subject} {detail}'),
  'thread.merge': act('posts', 'merged {subject} into {detail}'),
  'thread.duplicate': act('posts', 'said that {subject} asks the same as {detail}'),
  'thread.not_duplicate': act('posts', 'took back that {subject} asks the same as {detail}'),
  'reply.hide': act('posts', 'hid {subject}'),
  'reply.restore': act('posts', 'restored {subject}'),
  'reply.delete': act('posts', 'deleted {subject}, their own'),
  'related.pin': act('posts', 'put {detail} first among what is related to {subject}'),
  'related.ban': act('posts', 'took {detail} off what is related to {subject}'),
  'related.undo': act('posts', 'left it to the program whether {detail} is related to {subject}'),
  'revision.redact': act('posts', 'redacted {subject}, {detail}'),
  'texts.blank': act('posts', 'removed withdrawn texts from the records about {subject}'),

  'post.report': act('reports', 'reported {subject}: {detail}'),
  'report.dismiss': act('reports', 'dismissed the reports of {subject}'),
  'post.appeal': act('reports', 'asked for another look at {subject}'),
  'appeal.refuse': act('reports', 'decided that {subject} stays hidden'),
  'suspension.propose': act('reports', 'proposed to suspend {subject}'),
  'suspension.decline': act('reports', 'declined to suspend {subject}'),
  'held.approve': act('reports', 'approved {subject}'),
  'held.reject': act('reports', 'did not publish a held post of {subject}'),

  'coverage.cover': act('coverage', 'covered {subject} with {detail}'),
  'coverage.uncover': act('coverage', 'took back that {detail} covers {subject}'),
  'coverage.rule': act('coverage', 'decided that the contested answer stays on {subject}'),
  'coverage.revised': act('coverage', 'asked the asker of {subject} again, after a revision of {detail}'),

  'answer.publish': act('answers', 'published {subject}: {detail}'),
  'answer.unpublish': act('answers', 'undid the publication of {subject}'),
  'answer.alias': act('answers', 'let search find {subject} by {detail}'),
  'citation.verify': act('answers', 'verified a source of {subject}: {detail}'),
  'citation.not_verify': act('answers', 'took back that a source of {subject} was verified: {detail}'),
  'answer.archive': act('answers', 'archived {subject}'),
  'answer.verify': act('answers', 'said that {subject} holds as it is'),
  'answer.not_verify': act('answers', 'took back that {subject} holds as it is'),
  'answer.snooze': act('answers', 'put off the review of {subject}'),
  'answer.not_snooze': act('answers', 'put {subject} back among those to review'),
  'answer.restore': act('answers', 'brought {subject} back from the archive'),
  'link.check': act('answers', 'had a link of {subject} checked again: {detail}'),
  'link.fine': act('answers', 'said that a link of {subject} is fine: {detail}'),
  'link.not_fine': act('answers', 'took back that a link of {subject} is fine: {detail}'),
  'feedback.handle': act('answers', 'dealt with what a reader missed in {subject}'),
  'feedback.reopen': act('answers', 'put what a reader missed in {subject} back on the desk'),
  'draft.discard': act('answers', 'discarded the draft of {subject}'),
  'draft.restore': act('answers', 'restored the draft of {subject}'),

  'person.role': act('people', 'changed the role of {subject}: {detail}'),
  'person.suspend': act('people', 'suspended {subject}'),
  'person.unsuspend': act('people', 'ended the suspension of {subject}'),
  'person.give': act('people', 'made an account the author {subject}: {detail}'),
  'person.address': act('people', 'set the mail address of {subject}'),
  'person.address_undo': act('people', 'undid the new mail address of {subject}, by the link in the mail to the old one'),
  'person.export': act('people', 'exported the data of {subject}'),
  'person.erase': act('people', 'deleted the account of {subject}: {detail}'),

  'invitation.make': act('invitations', 'invited someone: {detail}'),
  'invitation.revoke': act('invitations', 'revoked an invitation: {detail}'),
  'invitation.restore': act('invitations', 'restored an invitation: {detail}'),
  'invitation.use': act('invitations', 'signed up by invitation: {detail}'),

  'topic.add': act('taxonomy', 'made the topic {subject}: {detail}'),
  'topic.change': act('taxonomy', 'changed the topic {subject}: {detail}'),
  'topic.order': act('taxonomy', 'moved the topic {subject} {detail}'),
  'tag.change': act('taxonomy', 'changed the tag {subject}: {detail}'),
  'tag.merge': act('taxonomy', 'merged tags into {subject}: {detail}'),
  'tag.delete': act('taxonomy', 'deleted a tag: {detail}'),

  'gap.dismiss': act('answers', 'decided that a recurring question is no gap: {detail}'),
  'gap.reopen': act('answers', 'opened a gap again: {detail}'),
  'gap.merge': act('answers', 'put two gaps together: {detail}'),
  'gap.split': act('answers', 'split a gap: {detail}'),
  'gap.write': act('answers', 'is writing the answer of a gap: {detail}'),
  'gap.leave': act('answers', 'is not writing the answer of a gap any more: {detail}'),
  'search_gap.answer': act('search', 'answered a search gap: {detail}'),
  'search_gap.dismiss': act('search', 'decided that searches are no gap'),
  'search_gap.reopen': act('search', 'opened a search gap again: {detail}'),
  'golden.add': act('search', 'added a golden query: {detail}'),
  'golden.change': act('search', 'changed a golden query: {detail}'),
  'golden.remove': act('search', 'removed a golden query: {detail}'),
  'golden.check': act('search', 'had all golden queries checked'),
  'synonym.add': act('search', 'added a search synonym: {detail}'),
  'synonym.change': act('search', 'changed a search synonym: {detail}'),
  'synonym.remove': act('search', 'removed a search synonym: {detail}'),

  'import.upload': act('imports', 'uploaded an export: {detail}'),
  'import.start': act('imports', 'confirmed an import: {detail}'),
  'import.resume': act('imports', 'let an import go on: {detail}'),
  'import.stop': act('imports', 'stopped an import: {detail}'),
  'import.discard': act('imports', 'discarded an import: {detail}'),
  'import.command': act('imports', 'imported from the command line: {detail}'),
  'import.undo': act('imports', 'undid an import from the command line: {detail}'),
  'sample.ask': act('imports', 'asked for the removal of the sample'),
  'sample.remove': act('imports', 'removed the sample: {detail}'),

  'setup.aside': act('site', 'set a step of the checklist aside: {detail}'),
  'setup.back': act('site', 'restored a step of the checklist: {detail}'),
  'mail.retry': act('site', 'had a mail sent again: {detail}'),
  'mail.pause': act('site', 'paused all mail'),
  'mail.go_on': act('site', 'let mail go on'),
  'mail.address_go_on': act('site', 'let mail to an address go on that had come back'),
  'backup.ask': act('site', 'asked for a backup'),
  'jobs.release': act('site', 'released held jobs: {detail}'),
  'jobs.discard': act('site', 'discarded held jobs: {detail}'),
  'search.related': act('site', 'had all related links computed again'),
  'search.embed': act('site', 'had texts embedded again that had failed'),
  'search.refused': act('site', 'had changes sent again that the search engine had refused'),
  'search.compare': act('site', 'had the search index compared with the posts'),
  'search.rebuild': act('site', 'had the search index built again'),
} as const satisfies Record<string, AuditAct>

export type AuditAction = keyof typeof auditActs

const byName: ReadonlyMap<string, AuditAct> = new Map(Object.entries(auditActs))

/** Returns what a stored name says. One that this program does not know, of a newer or older one, is shown by its name. */
export function auditActOf(action: string): AuditAct {
  return byName.get(action) ?? act('site', `did “${action}” {subject}`)
}

/** Returns the names of the acts of a kind. */
export function actsOfGroup(group: AuditGroup): string[] {
  return [...byName].filter(([, each]) => each.group === group).map(([name]) => name)
}
