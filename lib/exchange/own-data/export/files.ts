import { topicIsVisible } from '../../../identity/viewer'
import { reportSections } from './reports'
import { keyed, type Section, whole } from './sections'

/** Orders watches of all kinds by one number. */
const watchKey = `w.subject_id::float8 * 10 + array_position(enum_range(null::subject_kind), w.kind)`

/** Columns with texts of others. They are null if the person may not see the post now. */
const whereSeen = (post: string, columns: string[]) => {
  const isSeen = `(${post}.author_id is not distinct from $1 or (${post}.hidden_at is null and ${post}.withdrawn_at is null and t.hidden_at is null and ${topicIsVisible('o', '$3')}))`
  return columns.map((column) => `case when ${isSeen} then v.${column} end as ${column}`).join(', ')
}
/** Why an editor has hidden a post, where that was written for its author. */
const reasonOfHiding = (kind: 'thread' | 'reply', post: string) =>
  `case when ${post}.hidden_at is not null and ${post}.deleted_at is null then (
     select nullif(case when e.author_reads then e.reason end, '') from audit_entry e
     where e.subject_kind = '${kind}' and e.subject_id = ${post}.id and e.action = '${kind}.hide' order by e.id desc limit 1) end`
/** Columns of a draft. They are null if someone else has overwritten the draft or the person may no longer see it. */
const whereWritten = (columns: string[]) =>
  columns.map((column) => `case when $3::boolean and d.edited_by = $1 then d.${column} end as ${column}`).join(', ')

/** All JSON files of the export with their lists. `personColumns` has the names, too. */
export const exportFiles: Record<string, Section[]> = {
  'account.json': [
    whole('person', 'p.name, p.display_name, p.about, p.role, p.created_at', 'person p where p.id = $1'),
    whole(
      'account',
      `u.email, u.email_verified, u.created_at, u.seen_on::text as seen_on, u.suspended_at, case when u.suspended_reason_shown then u.suspended_reason else '' end as suspended_reason`,
      'auth_user u where u.person_id = $1',
    ),
    whole(
      'sessions',
      's.user_agent, s.created_at, s.updated_at',
      'auth_session s join auth_user u on u.id = s.user_id where u.person_id = $1',
    ),
    whole('passkeys', 'k.name, k.created_at', 'auth_passkey k join auth_user u on u.id = k.user_id where u.person_id = $1'),
    keyed(
      'address_changes',
      'c.old_email, c.new_email, c.created_at, c.confirmed_at',
      'address_change c join auth_user u on u.id = c.user_id where u.person_id = $1',
      'c.id',
    ),
    // The texts have links that sign in or change something, so they are not in the export.
    keyed(
      'mails',
      'm.subject, m.created_at, m.sent_at',
      'outgoing_mail m join auth_user u on lower(m.recipient) = u.email or m.person_id = u.person_id where u.person_id = $1',
      'm.id::float8',
    ),
    whole(
      'stopped_mail',
      's.address, s.complaint, s.said, s.created_at',
      'mail_stop s join auth_user u on s.address = lower(u.email) where u.person_id = $1',
    ),
  ],
  'threads.json': [
    keyed(
      'threads',
      `t.id, t.title, t.slug, t.body, o.name as topic, t.state, t.standing, t.created_at, t.edited_at, t.hidden_at, t.deleted_at,
       ${reasonOfHiding('thread', 't')} as hidden_reason, t.boost_count, t.reply_count,
       array(select g.name from thread_tag x join tag g on g.id = x.tag_id where x.thread_id = t.id order by g.name) as tags`,
      'thread t join topic o on o.id = t.topic_id where t.author_id = $1 and t.withdrawn_at is null',
      't.id',
    ),
  ],
  'replies.json': [
    keyed(
      'replies',
      `r.id, r.thread_id, r.number, r.body, r.created_at, r.edited_at, r.accepted_at, r.hidden_at, r.deleted_at,
       ${reasonOfHiding('reply', 'r')} as hidden_reason, r.boost_count`,
      'reply r where r.author_id = $1 and r.withdrawn_at is null',
      'r.id',
    ),
  ],
  'boosts.json': [
    keyed('threads', 'b.thread_id, b.created_at', 'thread_boost b where b.person_id = $1', 'b.thread_id'),
    keyed('replies', 'b.reply_id, b.created_at', 'reply_boost b where b.person_id = $1', 'b.reply_id'),
  ],
  'visits.json': [keyed('threads', 'v.thread_id, v.last_number, v.seen_at', 'thread_visit v where v.person_id = $1', 'v.thread_id')],
  'notices.json': [
    keyed('followed', 'w.kind, w.subject_id, w.state, w.created_at', 'watch w where w.person_id = $1', watchKey),
    keyed('notices', 'n.kind, n.thread_id, n.created_at, n.read_at', 'notice n where n.person_id = $1', 'n.event_id::float8'),
    keyed('searches', 's.query, s.created_at, s.due_at is null as paused', 'saved_search s where s.person_id = $1', 's.id'),
    whole('channels', 's.kind, s.channel', 'notice_setting s where s.person_id = $1'),
    whole(
      'settings',
      'p.follow_asked, p.follow_replied, p.follow_mentioned, p.time_zone, p.hour, p.weekday',
      'notice_preference p where p.person_id = $1',
    ),
  ],
  // Posts of others, as far as the person may see them.
  'mentions.json': [
    {
      ...keyed(
        'mentions',
        't.id as thread_id, coalesce(r.number, 0) as number, m.names',
        `mention m left join reply r on r.id = m.reply_id join thread t on t.id = coalesce(m.thread_id, r.thread_id) join topic o on o.id = t.topic_id
         where m.person_id = $1 and m.names <> '{}' and t.hidden_at is null and r.hidden_at is null and ${topicIsVisible('o', '$3')}`,
        'm.id',
      ),
      given: ({ visibilities }) => [visibilities],
    },
  ],
  'drafts.json': [
    whole('questions', 'd.title, d.body, d.tags, d.updated_at', 'ask_draft d where d.person_id = $1'),
    keyed('replies', 'd.thread_id, d.body, d.updated_at', 'reply_draft d where d.person_id = $1', 'd.thread_id'),
    keyed(
      'held',
      'h.title, h.tags, h.thread_id, h.body, h.created_at, c.outcome, c.reason',
      'held_post h join moderation_case c on c.id = h.case_id where h.person_id = $1',
      'h.case_id',
    ),
  ],
  'reports.json': reportSections,
  'edits.json': [
    {
      ...keyed(
        'threads',
        `v.thread_id, v.number, ${whereSeen('t', ['title', 'body', 'tags'])}, v.note, v.created_at, v.redacted_at`,
        'thread_revision v join thread t on t.id = v.thread_id join topic o on o.id = t.topic_id where v.author_id = $1',
        'v.id',
      ),
      given: ({ visibilities }) => [visibilities],
    },
    {
      ...keyed(
        'replies',
        `v.reply_id, v.number, ${whereSeen('r', ['body'])}, v.note, v.created_at, v.redacted_at`,
        `reply_revision v join reply r on r.id = v.reply_id join thread t on t.id = r.thread_id join topic o on o.id = t.topic_id
         where v.author_id = $1`,
        'v.id',
      ),
      given: ({ visibilities }) => [visibilities],
    },
  ],
  'answers.json': [
    keyed(
      'revisions',
      `v.answer_id, v.number, v.title, v.summary, v.body, v.note, v.significance, v.created_at, v.redacted_at,
       v.author_id is not distinct from $1 as written, v.reviewer_id is not distinct from $1 as reviewed`,
      'answer_revision v where (v.author_id = $1 or v.reviewer_id = $1)',
      'v.id',
    ),
    {
      ...keyed(
        'drafts',
        `d.answer_id, ${whereWritten(['title', 'summary', 'body', 'edited_at'])}, d.started_by is not distinct from $1 as begun`,
        'answer_draft d where (d.started_by = $1 or d.edited_by = $1)',
        'd.answer_id',
      ),
      given: ({ drafts }) => [drafts],
    },
  ],
  'comments.json': [keyed('comments', 'c.answer_id, c.body, c.created_at', 'draft_comment c where c.person_id = $1', 'c.id')],
  'decisions.json': [
    whole('covered', 'c.thread_id, c.answer_id, c.section, c.created_at', 'coverage c where c.editor_id = $1'),
    keyed('covered_at_once', 'b.answer_id, b.created_at, b.undone_at', 'cover_batch b where b.editor_id = $1', 'b.id'),
    keyed('rulings', 'r.thread_id, r.answer_id, r.reason, r.created_at', 'coverage_ruling r where r.editor_id = $1', 'r.id'),
    whole('related', 'r.from_kind, r.from_id, r.to_kind, r.to_id, r.choice, r.created_at', 'related_choice r where r.editor_id = $1'),
    whole('not_the_same', 'd.low_id, d.high_id, d.created_at', 'distinct_threads d where d.editor_id = $1'),
    keyed(
      'cases',
      'c.kind, c.subject_kind, c.subject_id, c.outcome, c.reason, c.decided_at',
      'moderation_case c where c.decided_by = $1',
      'c.id',
    ),
    keyed('audit', 'e.at, e.action, e.subject_kind, e.subject_id, e.reason', 'audit_entry e where e.person_id = $1', 'e.id::float8'),
  ],
  'pictures.json': [whole('pictures', `'pictures/' || p.name as file, p.created_at`, 'picture_upload p where p.person_id = $1')],
}
