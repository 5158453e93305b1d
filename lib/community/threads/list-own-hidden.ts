import { z } from 'zod'
import { excerpt, plainTexts } from '../../content'
import { readHidingReasons } from '../../identity/audit'
import { topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { pool, queryRows } from '../../platform/db'

/** A hidden post for its author. */
export type OwnHidden = {
  id: number
  threadId: number
  /** 0 for the opening. */
  number: number
  /** Null where the author may not see the thread any more. */
  title: string | null
  passage: string
  at: Date
  /** By the author, who can undo it. */
  deleted: boolean
  /** Null if nobody wrote one for the author. */
  reason: string | null
}

/** As many as are listed: the rest is older. */
const shownMax = 50
const passageLength = 200

const Row = z.object({
  id: z.int(),
  thread_id: z.int(),
  number: z.int(),
  title: z.string().nullable(),
  body: z.string(),
  hidden_at: z.date(),
  deleted: z.boolean(),
})

const ofThreads = `select t.id, t.id as thread_id, 0 as number, t.title, left(t.body, 1000) as body, t.hidden_at, t.deleted_at is not null as deleted
  from thread t join topic o on o.id = t.topic_id
  where t.author_id = $1 and t.hidden_at is not null and t.withdrawn_at is null and t.merged_into_id is null and ${topicIsVisible('o', '$2')}
  order by t.hidden_at desc, t.id desc limit ${shownMax}`
const ofReplies = `select r.id, r.thread_id, r.number, case when t.hidden_at is null or t.author_id = $1 then t.title end as title,
    left(r.body, 1000) as body, r.hidden_at, r.deleted_at is not null as deleted
  from reply r join thread t on t.id = r.thread_id join topic o on o.id = t.topic_id
  where r.author_id = $1 and r.hidden_at is not null and r.withdrawn_at is null and ${topicIsVisible('o', '$2')}
  order by r.hidden_at desc, r.id desc limit ${shownMax}`

/** Returns those of a person's threads or replies that are hidden, the latest first, with the reasons that were written for them. Two queries. */
export async function listOwnHidden(viewer: Viewer & { personId: number }, kind: 'thread' | 'reply'): Promise<OwnHidden[]> {
  const rows = await queryRows(pool(), Row, kind === 'thread' ? ofThreads : ofReplies, [viewer.personId, visibilitiesFor(viewer)])
  const byOthers = rows.filter(({ deleted }) => !deleted).map(({ id }) => id)
  const reasons = await readHidingReasons(kind, byOthers)
  const words = await plainTexts(rows.map(({ body }) => ({ plain: null, body })))
  return rows.map(({ id, thread_id: threadId, number, title, hidden_at: at, deleted }, i) => ({
    id,
    threadId,
    number,
    title,
    passage: excerpt(words[i] ?? '', passageLength),
    at,
    deleted,
    reason: deleted ? null : (reasons.get(id) ?? null),
  }))
}
