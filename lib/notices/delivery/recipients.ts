import { isUncontested } from '../../identity/viewer'
import type { NoticeKind, Recipients } from '../events'

/** An event whose followers are being told, by its id. Those up to the person `toldUpTo` have been. */
export type PendingEvent = { id: string; kind: NoticeKind; toldUpTo: number }

/**
 * Returns whom a job tells of an event, in the order of their ids: at most `countMax` of those who have not been told. Nobody is among them
 * twice.
 */
export function recipientsOf({ id, kind, toldUpTo }: PendingEvent, countMax: number): Recipients {
  const people = `select distinct on (person_id) person_id, kind, thread_id, since from (${sources[kind] ?? nobody}) everyone
    where person_id > $2::int order by person_id, thread_id nulls last limit $3::int`
  return { people, values: [id, toldUpTo, countMax] }
}

/** The event itself, in SQL. `$1` is its id, `$2` the last person who was told. */
const event = `(select * from event where id = $1::bigint) happened`

const columns = (person: string, kind: NoticeKind) =>
  `${person} as person_id, '${kind}' as kind, null::int as thread_id, null::int as since`

const nobody = `select 0 as person_id, '' as kind, null::int as thread_id, null::int as since from ${event} where false`

/** Who begins to follow something while an event is being told has not missed it: they are told of what comes. */
const followed = `w.state = 'watching' and w.person_id > $2::int and w.created_at <= happened.created_at`

/** Those who follow subjects of a kind; `subjects` is SQL for their ids. */
const watchers = (kind: NoticeKind, watched: 'thread' | 'topic' | 'tag', subjects: string) =>
  `select ${columns('w.person_id', kind)} from ${event} join watch w on w.kind = '${watched}' and w.subject_id in (${subjects}) where ${followed}`

const withRole = (kind: NoticeKind, roles: string) =>
  `select ${columns('p.id', kind)} from ${event} join person p on p.role in (${roles}) where p.id > $2::int`

const editors = (kind: NoticeKind) => withRole(kind, `'editor', 'admin'`)
const admins = (kind: NoticeKind) => withRole(kind, `'admin'`)

/** The last revision of the answer, before that of the event, of which a person was told. */
const lastTold = (person: string) =>
  `(select max(e.revision) from notice n join event e on e.id = n.event_id
    where n.person_id = ${person} and e.answer_id = happened.answer_id and e.revision < happened.revision)`

/** What is said once for each thread and answer, whatever becomes of the answer. */
const toldOnce = { covered: `(n.kind = 'covered' and n.thread_id = t.id)`, answer_revised: 'false' }

/**
 * Askers whose thread the answer settles, except those who were told of this revision already, because it settles their thread only since
 * then. `since` is the revision that they were told of last, or that there was when it was covered.
 */
const askers = (kind: 'covered' | 'answer_revised') =>
  `select t.author_id as person_id, '${kind}' as kind, t.id as thread_id, coalesce(${lastTold('t.author_id')},
     (select v.number from answer_revision v
      where v.answer_id = c.answer_id and v.number < happened.revision and v.created_at <= c.created_at order by v.number desc limit 1)) as since
   from ${event} join coverage c on c.answer_id = happened.answer_id join thread t on t.id = c.thread_id
   where ${isUncontested('c')} and t.hidden_at is null and t.author_id > $2::int
     and not exists (select 1 from notice n join event e on e.id = n.event_id
       where n.person_id = t.author_id and e.answer_id = c.answer_id and (e.revision >= happened.revision or ${toldOnce[kind]}))`

/** Those who follow the answer are told what changed since what they were told last, or since the revision before. */
const followers = `select w.person_id, 'answer_revised' as kind, null::int as thread_id, coalesce(${lastTold('w.person_id')}, happened.revision - 1) as since
  from ${event} join watch w on w.kind = 'answer' and w.subject_id = happened.answer_id where ${followed}`

const topicsOf = (table: 'thread' | 'answer') => `select unnest(array[topic_id, area_id]) from ${table} where id = happened.${table}_id`
const tagsOf = (table: 'thread' | 'answer') => `select tag_id from ${table}_tag where ${table}_id = happened.${table}_id`

const sources: Partial<Record<NoticeKind, string>> = {
  // The thread may have been merged meanwhile, and those who follow it with it.
  reply: watchers('reply', 'thread', 'select coalesce(merged_into_id, id) from thread where id = happened.thread_id'),
  thread: `${watchers('thread', 'topic', topicsOf('thread'))} union all ${watchers('thread', 'tag', tagsOf('thread'))}`,
  answer_published: [
    askers('covered'),
    watchers('answer_published', 'topic', topicsOf('answer')),
    watchers('answer_published', 'tag', tagsOf('answer')),
  ].join(' union all '),
  answer_revised: `${askers('answer_revised')} union all ${followers}`,
  review_asked: editors('review_asked'),
  coverage_contested: editors('coverage_contested'),
  golden_failing: editors('golden_failing'),
  case_opened: editors('case_opened'),
  suspension_proposed: admins('suspension_proposed'),
  mail_failing: admins('mail_failing'),
  search_failing: admins('search_failing'),
  disk_low: admins('disk_low'),
  backup_failed: admins('backup_failed'),
}
