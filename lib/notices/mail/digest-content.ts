import { z } from 'zod'
import { answerIsLive, topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { pool, queryRows } from '../../platform/db'
import { type NoticeRow, readNoticesOf } from '../inbox'
import type { DigestChannel } from './due-digests'

const noticesMax = 60
const listedMax = 10

/** From when, and until before when. */
export type Span = { since: Date; until: Date }

export type Listed = { id: number; slug: string; title: string }
export type ListedAnswer = Listed & { summary: string; isNew: boolean }

/** What a digest tells: notices that were not read, and what is new in the tags and topics that the person follows. */
export type DigestContent = { notices: NoticeRow[]; questions: Listed[]; answers: ListedAnswer[] }

const EventId = z.object({ id: z.string() })
const Question = z.object({ id: z.int(), slug: z.string(), title: z.string() })
const Answer = Question.extend({ summary: z.string(), isNew: z.boolean() })

/** Returns what happened in a span of time, as the person may see it now; null if there is nothing. */
export async function readDigest(viewer: Viewer & { personId: number }, channel: DigestChannel, span: Span): Promise<DigestContent | null> {
  const [notices, questions, answers] = await Promise.all([
    readUnread(viewer, channel, span),
    readQuestions(viewer, span),
    readAnswers(viewer, span),
  ])
  // What a notice tells already is not told again below.
  const threads = new Set(notices.map(({ threadId }) => threadId))
  const told = new Set(notices.map(({ answerId }) => answerId))
  const content = {
    notices,
    questions: questions.filter(({ id }) => !threads.has(id)),
    answers: answers.filter(({ id }) => !told.has(id)),
  }
  return Object.values(content).some((list) => list.length > 0) ? content : null
}

async function readUnread(viewer: Viewer, channel: DigestChannel, { since, until }: Span): Promise<NoticeRow[]> {
  const rows = await queryRows(
    pool(),
    EventId,
    `select n.event_id::text as id from notice n join notice_setting s on s.person_id = n.person_id and s.kind = n.kind
     where n.person_id = $1 and n.read_at is null and s.channel = $2::notice_channel and n.created_at >= $3 and n.created_at < $4
     order by n.event_id desc limit ${noticesMax}`,
    [viewer.personId, channel, since, until],
  )
  return rows.length === 0
    ? []
    : readNoticesOf(
        viewer,
        rows.map(({ id }) => id),
      )
}

/** In SQL: the person `$1` has a watch of this state of the subject of this kind; `subject` is a condition of `w.subject_id`. */
const watches = (state: 'watching' | 'muted', kind: 'thread' | 'topic' | 'tag' | 'answer', subject: string) =>
  `exists (select 1 from watch w where w.person_id = $1 and w.state = '${state}' and w.kind = '${kind}' and w.subject_id ${subject})`

const threadTags = 'in (select x.tag_id from thread_tag x where x.thread_id = t.id)'
const answerTags = 'in (select x.tag_id from answer_tag x where x.answer_id = a.id)'

/** In SQL: it was written here, and not brought by an import or the sample, which tell nobody anything. */
const isOwn = (kind: 'thread' | 'answer', id: string) =>
  `not exists (select 1 from imported_record i where i.kind = '${kind}' and i.local_id = ${id})
     and not exists (select 1 from sample_row s where s.kind = '${kind}' and s.subject_id = ${id})`

function readQuestions(viewer: Viewer, { since, until }: Span): Promise<Listed[]> {
  return queryRows(
    pool(),
    Question,
    `select t.id, t.slug, t.title from thread t join topic o on o.id = t.topic_id
     where t.hidden_at is null and t.created_at >= $3 and t.created_at < $4 and t.standing = 'unanswered' and t.state = 'open'
       and t.author_id is distinct from $1 and ${topicIsVisible('o', '$2')} and ${watches('watching', 'tag', threadTags)}
       and not ${watches('muted', 'tag', threadTags)} and not ${watches('muted', 'topic', 'in (t.topic_id, t.area_id)')}
       and not ${watches('muted', 'thread', '= t.id')} and ${isOwn('thread', 't.id')}
     order by t.created_at desc, t.id desc limit ${listedMax}`,
    [viewer.personId, visibilitiesFor(viewer), since, until],
  )
}

function readAnswers(viewer: Viewer, { since, until }: Span): Promise<ListedAnswer[]> {
  const topics = 'in (a.topic_id, a.area_id)'
  return queryRows(
    pool(),
    Answer,
    `select a.id, a.slug, a.title, a.summary, a.published_at >= $3 as "isNew" from answer a join topic o on o.id = a.topic_id
     where ${answerIsLive('a')} and a.revised_at >= $3 and ${topicIsVisible('o', '$2')}
       and exists (select 1 from answer_revision v where v.answer_id = a.id and v.created_at >= $3 and v.created_at < $4
         and (v.significance = 'major' or v.number = 1) and v.author_id is distinct from $1)
       and (${watches('watching', 'topic', topics)} or ${watches('watching', 'tag', answerTags)})
       and not ${watches('muted', 'topic', topics)} and not ${watches('muted', 'tag', answerTags)} and not ${watches('muted', 'answer', '= a.id')}
       and ${isOwn('answer', 'a.id')}
     order by a.revised_at desc, a.id desc limit ${listedMax}`,
    [viewer.personId, visibilitiesFor(viewer), since, until],
  )
}
