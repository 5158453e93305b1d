import type { ImportContext } from './context'
import { shownReplies } from './hidden'
import type { NewThread } from './prepare-threads'
import { tagIdsOf } from './tags'

/** Inserts the tags of new threads, and counts visible threads in the tags. */
export async function insertTags(context: ImportContext, threads: NewThread[]): Promise<void> {
  const pairs = threads.flatMap(({ id, thread }) =>
    tagIdsOf(context, thread.tags).map((tagId) => ({ id, tagId, counts: thread.hidden === undefined })),
  )
  await context.client.query('insert into thread_tag (thread_id, tag_id) select * from unnest($1::int[], $2::int[])', [
    pairs.map(({ id }) => id),
    pairs.map(({ tagId }) => tagId),
  ])
  await context.client.query(
    'update tag set thread_count = thread_count + n from (select t, count(*)::int as n from unnest($1::int[]) as t group by t) c where tag.id = c.t',
    [pairs.filter(({ counts }) => counts).map(({ tagId }) => tagId)],
  )
}

/** Counts new threads that are visible in their topics. */
export async function countTopics({ client }: ImportContext, threads: NewThread[]): Promise<void> {
  const visible = threads.filter(({ thread }) => !thread.hidden)
  await client.query(
    `update topic set thread_count = thread_count + n, answered_count = answered_count + a
     from (select t, count(*)::int as n, count(*) filter (where answered)::int as a from unnest($1::int[], $2::bool[]) as u(t, answered) group by t) c
     where topic.id = c.t`,
    [visible.map(({ topicId }) => topicId), visible.map(({ thread }) => shownReplies(thread).some((reply) => reply.accepted))],
  )
}
