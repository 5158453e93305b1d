/**
 * Tables that a backup holds. Search and vectors could be made again from the posts, but that takes hours on a large
 * forum: with them a restored site finds everything at once.
 */
export const keptTables = [
  'topic',
  'sample_row',
  'tag',
  'tag_synonym',
  'person',
  'thread',
  'thread_tag',
  'reply',
  'thread_boost',
  'reply_boost',
  'thread_revision',
  'reply_revision',
  'answer',
  'answer_alias',
  'answer_tag',
  'answer_revision',
  'answer_draft',
  'draft_comment',
  'coverage',
  'coverage_alias',
  'coverage_ruling',
  'thread_link',
  'related_link',
  'related_choice',
  'related_rebuild',
  'opened_together',
  'distinct_threads',
  'search_log',
  'old_address',
  'import_source',
  'imported_record',
  'imported_address',
  'imported_picture',
  'erasure',
  'address_change',
  'auth_user',
  'auth_session',
  'auth_account',
  'auth_verification',
  'auth_passkey',
  'one_time_link',
  'outgoing_mail',
  'submission',
  'audit_entry',
  'picture_upload',
  'picture_use',
  'ask_session',
  'ask_draft',
  'search_post',
  'search_term',
  'search_word',
  'search_corpus',
  'search_change',
  'search_analysis',
  'meaning_model',
  'meaning_vector',
  'meaning_cell',
  'meaning_due',
] as const

/** Tables that a backup leaves out, with the reason. */
export const leftOutTables: Record<string, string> = {
  _prisma_migrations: 'the manifest names the migrations, and a restore applies them',
  held_job: 'written as jobs, together with those of the queue',
  rendered_body: 'a cache',
  page_expiry: 'news for web processes that run now',
  rate_count: 'counts of the last two days',
  visit: 'visitors of today, worth nothing without their salt',
  visitor_salt: 'gone with its day, so that nobody can go back to a visitor: a backup must not keep it',
  search_outbox: 'what Meilisearch has not heard yet; its index is built again',
  search_mirror: 'how far the index in Meilisearch is; it is built again',
  meaning_state: 'why nothing can be embedded now',
}

/** Schemas whose tables are left out whole: the program makes them. What waits in the queue is written as jobs. */
export const leftOutSchemas = ['pgboss']

/** Jobs that a restore does not bring back: they come by themselves. */
export const passingJobs = ['housekeeping', 'backup.make']
