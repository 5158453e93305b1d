import type { Db } from '../../lib/platform/db'
import { joinedAt, replyAt, sampleAnswers, sampleThreads } from './content'
import { samplePeople, sampleTopics } from './topics'

type Marked = { person: number[]; topic: number[]; thread: number[]; answer: number[] }

/** Notes which rows belong to the sample: these, the replies of the threads, and the tags of both. Noting a row twice changes nothing. */
export async function markSample(tx: Db, marked: Marked): Promise<void> {
  await tx.$executeRaw`
    insert into sample_row (kind, subject_id)
    select 'person'::subject_kind, unnest(${marked.person}::int[])
    union select 'topic', unnest(${marked.topic}::int[])
    union select 'thread', unnest(${marked.thread}::int[])
    union select 'answer', unnest(${marked.answer}::int[])
    union select 'reply', id from reply where thread_id = any(${marked.thread}::int[])
    union select 'tag', tag_id from thread_tag where thread_id = any(${marked.thread}::int[])
    union select 'tag', tag_id from answer_tag where answer_id = any(${marked.answer}::int[])
    on conflict do nothing`
}

/**
 * Notes the same for a sample that was made before there were marks, or was interrupted. It finds people by name and date, threads, replies
 * and answers by first author and date (whatever their words are now), topics by address and words, and the tags of these threads and
 * answers. If none of the people is found, there never was a sample, and nothing is noted.
 */
export async function markUnmarkedSample(tx: Db): Promise<void> {
  if ((await markPeople(tx)) === 0) return
  const topics = [sampleTopics, ...sampleTopics.subtopics]
  const replies = sampleThreads.flatMap((thread) =>
    thread.replies.map(([by], i) => ({ asked: thread.at, by, at: replyAt(thread, i).toISOString() })),
  )
  const tags = [...sampleThreads, ...sampleAnswers].flatMap((post) => post.tags)
  const firsts = sampleAnswers.flatMap(({ revisions }) => revisions[0] ?? [])
  await tx.$executeRaw`
    insert into sample_row (kind, subject_id)
    select 'topic'::subject_kind, o.id from topic o
      join unnest(${topics.map(({ slug }) => slug)}::text[], ${topics.map(({ description }) => description)}::text[]) as s(slug, description)
        on s.slug = o.slug and s.description = o.description
    on conflict do nothing`
  await tx.$executeRaw`
    insert into sample_row (kind, subject_id)
    select 'thread'::subject_kind, t.id from thread t join person p on p.id = t.author_id
      join unnest(${sampleThreads.map(({ by }) => by)}::text[], ${sampleThreads.map(({ at }) => at)}::text[]) as s(name, at)
        on s.name = p.display_name and s.at::timestamptz = t.created_at
    union select 'reply', r.id from reply r join person p on p.id = r.author_id join thread t on t.id = r.thread_id
      join unnest(${replies.map(({ asked }) => asked)}::text[], ${replies.map(({ by }) => by)}::text[],
        ${replies.map(({ at }) => at)}::text[]) as s(asked, name, at)
        on s.asked::timestamptz = t.created_at and s.name = p.display_name and s.at::timestamptz = r.created_at
    union select 'answer', a.id from answer a
      join answer_revision v on v.answer_id = a.id and v.number = 1 join person p on p.id = v.author_id
      join unnest(${firsts.map(({ by }) => by)}::text[], ${firsts.map(({ at }) => at)}::text[]) as s(name, at)
        on s.name = p.display_name and s.at::timestamptz = a.created_at
    on conflict do nothing`
  await tx.$executeRaw`
    insert into sample_row (kind, subject_id)
    select 'tag'::subject_kind, g.id from tag g where g.name = any(${tags}::text[]) and (
      exists (select 1 from thread_tag x join sample_row s on s.kind = 'thread' and s.subject_id = x.thread_id where x.tag_id = g.id)
      or exists (select 1 from answer_tag x join sample_row s on s.kind = 'answer' and s.subject_id = x.answer_id where x.tag_id = g.id))
    on conflict do nothing`
}

/** Notes people without an account, and returns how many people of the sample are known. */
async function markPeople(tx: Db): Promise<number> {
  await tx.$executeRaw`
    insert into sample_row (kind, subject_id)
    select 'person'::subject_kind, p.id from person p
      where p.display_name = any(${samplePeople.map(({ name }) => name)}::text[]) and p.created_at = ${joinedAt}
        and not exists (select 1 from auth_user u where u.person_id = p.id)
    on conflict do nothing`
  return tx.sampleRow.count({ where: { kind: 'person' } })
}
