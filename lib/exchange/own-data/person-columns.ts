/** How a column refers to a person: by the person's id, the account's id, a mail address, or text that contains one of these. */
type By = 'person' | 'user' | 'address' | 'words'

/**
 * What deleting the person does to it. `row`: the row is deleted. `emptied`: the row stays, without what is about the
 * person. `pointer`: it still refers to the emptied person, shown as "Former member". `own`: special code, named in
 * `why`.
 */
type Erasure = 'row' | 'emptied' | 'pointer' | 'own'

export type PersonColumn = {
  table: string
  column: string
  by: By
  /** The file of the export that has it. Null if none has it; `why` is the reason. */
  exported: string | null
  erased: Erasure
  why: string
}

const columns = (table: string, rows: [column: string, by: By, exported: string | null, erased: Erasure, why: string][]): PersonColumn[] =>
  rows.map(([column, by, exported, erased, why]) => ({ table, column, by, exported, erased, why }))

/**
 * Every column that refers to a person, where it is in the export, and what deleting the person does to it. A test
 * compares it with the database: a new column that refers to a person must be added here.
 */
export const personColumns: PersonColumn[] = [
  ...columns('person', [
    ['id', 'person', 'account.json', 'emptied', 'posts refer to it; name, display name, text, role and date are removed'],
    ['became_id', 'person', null, 'emptied', 'the name of an account before it claimed an author is deleted with it'],
  ]),
  ...columns('thread', [['author_id', 'person', 'threads.json', 'pointer', 'the text stays or is withdrawn, as the person chooses']]),
  ...columns('reply', [['author_id', 'person', 'replies.json', 'pointer', 'the text stays or is withdrawn, as the person chooses']]),
  ...columns('thread_revision', [
    ['author_id', 'person', 'edits.json', 'pointer', 'emptied if the post is withdrawn; edits of others’ posts stay'],
  ]),
  ...columns('reply_revision', [
    ['author_id', 'person', 'edits.json', 'pointer', 'emptied if the post is withdrawn; edits of others’ posts stay'],
  ]),
  ...columns('thread_boost', [['person_id', 'person', 'boosts.json', 'own', 'removed, and the counter with it: removeBoosts']]),
  ...columns('reply_boost', [['person_id', 'person', 'boosts.json', 'own', 'removed, and the counter with it: removeBoosts']]),
  ...columns('answer_revision', [
    ['author_id', 'person', 'answers.json', 'pointer', 'canonical answers are the site’s'],
    ['reviewer_id', 'person', 'answers.json', 'pointer', 'canonical answers are the site’s'],
  ]),
  ...columns('answer_draft', [
    ['started_by', 'person', 'answers.json', 'pointer', 'drafts of canonical answers are the site’s'],
    ['edited_by', 'person', 'answers.json', 'pointer', 'drafts of canonical answers are the site’s'],
  ]),
  ...columns('draft_comment', [['person_id', 'person', 'comments.json', 'pointer', 'deleted if posts are withdrawn']]),
  ...columns('coverage', [['editor_id', 'person', 'decisions.json', 'pointer', 'a decision about the site’s content']]),
  ...columns('coverage_ruling', [['editor_id', 'person', 'decisions.json', 'pointer', 'a decision about the site’s content']]),
  ...columns('related_choice', [['editor_id', 'person', 'decisions.json', 'pointer', 'a decision about the site’s content']]),
  ...columns('cover_batch', [['editor_id', 'person', 'decisions.json', 'pointer', 'a decision about the site’s content']]),
  ...columns('distinct_threads', [['editor_id', 'person', 'decisions.json', 'pointer', 'a decision about the site’s content']]),
  ...columns('answer_review', [['verified_by', 'person', 'decisions.json', 'pointer', 'a decision about the site’s content']]),
  ...columns('gap', [['writer_id', 'person', 'decisions.json', 'pointer', 'a decision about the site’s content']]),
  ...columns('audit_entry', [
    ['person_id', 'person', 'decisions.json', 'pointer', 'the actions stay; reasons about the person are removed'],
  ]),
  ...columns('moderation_case', [
    ['subject_id', 'words', null, 'own', 'of kind person: a proposal to suspend them loses its words and is closed: emptyCases'],
    ['author_id', 'person', 'reports.json', 'pointer', 'exported are appeals; a report would show who reported'],
    ['opened_by', 'person', 'reports.json', 'own', 'the words of appeals are removed: emptyCases'],
    ['decided_by', 'person', 'decisions.json', 'pointer', 'a decision about the site’s content'],
  ]),
  ...columns('report', [['reporter_id', 'person', 'reports.json', 'row', 'the post and what was decided stay']]),
  ...columns('held_post', [['person_id', 'person', 'drafts.json', 'row', 'it was never published']]),
  ...columns('spam_trace', [['person_id', 'person', null, 'row', 'digests of what a new member posted, for a week']]),
  ...columns('thread_visit', [['person_id', 'person', 'visits.json', 'row', '']]),
  ...columns('watch', [['person_id', 'person', 'notices.json', 'row', '']]),
  ...columns('event', [['actor_id', 'person', null, 'pointer', 'who did what others are told of; the act itself is in the other files']]),
  ...columns('saved_search', [['person_id', 'person', 'notices.json', 'row', '']]),
  ...columns('notice', [['person_id', 'person', 'notices.json', 'row', '']]),
  ...columns('notice_setting', [['person_id', 'person', 'notices.json', 'row', '']]),
  ...columns('notice_preference', [['person_id', 'person', 'notices.json', 'row', '']]),
  ...columns('mention', [['person_id', 'person', 'mentions.json', 'row', '']]),
  ...columns('ask_draft', [['person_id', 'person', 'drafts.json', 'row', '']]),
  ...columns('reply_draft', [['person_id', 'person', 'drafts.json', 'row', '']]),
  ...columns('picture_upload', [
    ['person_id', 'person', 'pictures.json', 'own', 'those that are in no text are removed: removeUnusedPictures'],
  ]),
  ...columns('imported_address', [['person_id', 'person', null, 'row', 'a digest, which does not show the address']]),
  ...columns('imported_record', [
    ['external_id', 'words', null, 'own', 'of kind person: replaced by its digest, by which an import recognises the person'],
  ]),
  ...columns('submission', [['person_id', 'person', null, 'row', 'prevents that a form is sent twice, for a week']]),
  ...columns('one_time_link', [
    ['created_by', 'person', null, 'row', 'invitations to others, stored as digests; their mails are deleted, too'],
    ['email', 'address', null, 'row', 'the invitation by which the person came'],
    ['used_by', 'person', null, 'row', 'the invitation by which the person came'],
  ]),
  ...columns('import_run', [['created_by', 'person', null, 'pointer', 'an act for the site, also in the audit log']]),
  ...columns('outgoing_mail', [
    ['recipient', 'address', 'account.json', 'row', 'subject and date are exported, not the links in them'],
    ['person_id', 'person', 'account.json', 'row', 'subject and date are exported, not the links in them'],
  ]),
  ...columns('mail_stop', [['address', 'address', 'account.json', 'row', '']]),
  ...columns('digest', [['person_id', 'person', null, 'row', 'when digests were made']]),
  ...columns('auth_user', [
    ['id', 'user', 'account.json', 'row', ''],
    ['person_id', 'person', 'account.json', 'row', ''],
    ['email', 'address', 'account.json', 'row', ''],
    ['email_verified', 'user', 'account.json', 'row', ''],
  ]),
  ...columns('auth_session', [['user_id', 'user', 'account.json', 'row', 'without the token']]),
  ...columns('auth_account', [['user_id', 'user', null, 'row', 'the digest of the password']]),
  ...columns('auth_passkey', [['user_id', 'user', 'account.json', 'row', 'name and date']]),
  ...columns('auth_verification', [['value', 'user', null, 'row', 'a link to a new password']]),
  ...columns('address_change', [
    ['user_id', 'user', 'account.json', 'row', ''],
    ['old_email', 'address', 'account.json', 'own', 'deleted with the account'],
    ['new_email', 'address', 'account.json', 'own', 'deleted with the account'],
  ]),
  ...columns('rate_count', [['key', 'words', null, 'own', 'counts of limits, kept for two days: removeCounts']]),
  ...columns('old_address', [['subject_id', 'words', null, 'own', 'of kind person: the address at the old forum is deleted']]),
  ...columns('search_post', [['author_id', 'person', null, 'pointer', 'a copy of the author of the post']]),
  ...columns('erasure', [['person_id', 'person', null, 'pointer', 'the record of the deletion itself']]),
]
