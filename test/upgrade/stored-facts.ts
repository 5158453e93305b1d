import type pg from 'pg'

/** What the database must still say after an update, by a name: counters by row, who did what, digests of all texts. */
const questions: Record<string, string> = {
  topics: `select id, slug, name, parent_id, visibility, thread_count, answered_count, covered_count from topic order by id`,
  tags: `select id, name, thread_count from tag order by id`,
  synonyms: `select name, tag_id from tag_synonym order by name`,
  people: `select id, name, display_name, role from person order by id`,
  accounts: `select id, email, person_id, email_verified, suspended_at is not null from auth_user order by email`,
  threads: `select id, topic_id, area_id, author_id, slug, state, standing, created_at, edited_at, activity_at, hidden_at, reply_count, reply_base,
    accepted_count, boost_count, boost_base, view_count, view_base, revision_number, merged_into_id, merged_as_id from thread order by id`,
  replies: `select id, thread_id, number, author_id, answers_reply_id, created_at, accepted_at, hidden_at, boost_count, boost_base, revision_number
    from reply order by id`,
  answers: `select id, topic_id, slug, status, revision_number, successor_id, cover_count, view_count, view_base, boost_base, published_at, revised_at
    from answer order by id`,
  coverage: `select thread_id, answer_id, section, verdict, reason, editor_id, created_at from coverage order by 1, 2`,
  rulings: `select thread_id, answer_id, editor_id, reason from coverage_ruling order by id`,
  titlesOfCovered: `select answer_id, thread_id, alias, section from coverage_alias order by 1, 2`,
  links: `select from_id, to_id, kind from thread_link order by 1, 2, 3`,
  relatedChoices: `select from_kind, from_id, to_kind, to_id, choice from related_choice order by 1, 2, 3, 4`,
  distinct: `select low_id, high_id from distinct_threads order by 1, 2`,
  oldAddresses: `select address, kind, subject_id from old_address order by address`,
  imported: `select source_id, kind, external_id, local_id from imported_record order by 1, 2, 3`,
  importedAddresses: `select encode(digest, 'hex'), person_id from imported_address order by 1, 2`,
  pictures: `select name, place, post_id from picture_use order by 1, 2, 3`,
  drafts: `select answer_id, title, body, based_on, version, in_review from answer_draft order by answer_id`,
  questionsBegun: `select person_id, title, body, tags from ask_draft order by person_id`,
  audit: `select action, subject_kind, subject_id, count(*)::int from audit_entry group by 1, 2, 3 order by 1, 2, 3`,
  texts: `select 'thread', count(*)::int, md5(string_agg(md5(title || body), '' order by id)) from thread
    union all select 'reply', count(*)::int, md5(string_agg(md5(body), '' order by id)) from reply
    union all select 'answer', count(*)::int, md5(string_agg(md5(title || summary || body || applies_to::text), '' order by id)) from answer
    union all select 'thread revision', count(*)::int, md5(string_agg(md5(title || body || tags::text || note), '' order by id)) from thread_revision
    union all select 'reply revision', count(*)::int, md5(string_agg(md5(body || note), '' order by id)) from reply_revision
    union all select 'answer revision', count(*)::int, md5(string_agg(md5(title || summary || body || note), '' order by id)) from answer_revision
    union all select 'boosts', count(*)::int, md5(string_agg(md5(row(thread_id, person_id)::text), '' order by thread_id, person_id)) from thread_boost
    union all select 'reply boosts', count(*)::int, md5(string_agg(md5(row(reply_id, person_id)::text), '' order by reply_id, person_id)) from reply_boost
    union all select 'tags of threads', count(*)::int, md5(string_agg(md5(row(thread_id, tag_id)::text), '' order by thread_id, tag_id)) from thread_tag`,
}

export type StoredFacts = Record<string, string[]>

/** Answers every question with lines of text, one a row. */
export async function storedFacts(client: pg.ClientBase): Promise<StoredFacts> {
  await client.query(`set timezone = 'UTC'`)
  const facts: StoredFacts = {}
  for (const [name, text] of Object.entries(questions)) {
    const { rows } = await client.query({ text, rowMode: 'array' })
    facts[name] = rows.map((row) => JSON.stringify(row))
  }
  return facts
}
