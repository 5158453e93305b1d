import { topicIsAsOpen } from '../../identity/viewer'
import type { Db } from '../../platform/db'
import { kindsInSql, kindsNeeding } from './kinds'

/** Events of one thread within these minutes become one mail. */
const mailDelayMinutes = 3

/**
 * Whom to tell, as SQL: rows of `person_id`, `kind`, `thread_id` (where that is another than the event's) and `since`, by parameters `$1`,
 * `$2` … of these values. The statement's own follow them.
 */
export type Recipients = { people: string; values: unknown[] }

/**
 * Tells these people of an event: not who did it, nobody twice, nobody without an account, nobody who has muted what it is about, and nobody
 * who may not see it now (that is asked again whenever it is shown). Returns how many were told. One statement.
 */
export function insertNotices(tx: Db, eventId: string, { people, values }: Recipients): Promise<number> {
  return tx.$executeRawUnsafe(
    `insert into notice (person_id, event_id, kind, thread_id, since, created_at, mail_at)
     select told.person_id, e.id, told.kind, coalesce(told.thread_id, e.thread_id), told.since, e.created_at,
       case when coalesce(s.channel::text, case when told.kind in ${byMail} then 'mail' end) = 'mail'
         then now() + interval '${mailDelayMinutes} minutes' end
     from (${people}) told
     join event e on e.id = $${values.length + 1}::bigint
     join person p on p.id = told.person_id and p.erased_at is null and p.became_id is null
     join auth_user u on u.person_id = p.id
     left join notice_setting s on s.person_id = p.id and s.kind = told.kind
     left join thread t on t.id = coalesce(told.thread_id, e.thread_id)
     left join topic tp on tp.id = t.topic_id
     left join answer a on a.id = e.answer_id
     left join topic ap on ap.id = a.topic_id
     where p.id is distinct from e.actor_id
       and (told.kind not in ${kindsNeeding.thread} or ${sees('tp')})
       and (told.kind not in ${kindsNeeding.answer} or ${sees('ap')})
       and (told.kind not in ${kindsNeeding.either} or case when e.answer_id is null then ${sees('tp')} else ${sees('ap')} end)
       and not exists (select 1 from watch w where w.person_id = p.id and w.state = 'muted' and ${isOfSubject('w')})
     order by told.person_id
     on conflict do nothing`,
    ...values,
    eventId,
  )
}

const byMail = kindsInSql(({ channel }) => channel === 'mail')

/** The person `p` sees the topic. */
const sees = (topic: string) => topicIsAsOpen(topic, `(case p.role when 'member' then 'members' else 'editors' end)::visibility`)

/** Whether a watch is of what a notice is about: its thread or answer, or a topic or tag of that. */
const isOfSubject = (watch: string) => `(
    (${watch}.kind = 'thread' and ${watch}.subject_id = t.id)
    or (${watch}.kind = 'answer' and ${watch}.subject_id = e.answer_id)
    or (${watch}.kind = 'topic' and ${watch}.subject_id in (t.topic_id, t.area_id, a.topic_id, a.area_id))
    or (${watch}.kind = 'tag' and (${watch}.subject_id in (select tag_id from thread_tag where thread_id = t.id)
      or ${watch}.subject_id in (select tag_id from answer_tag where answer_id = e.answer_id))))`
