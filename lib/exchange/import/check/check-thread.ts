import { isDated } from '../read-values'
import type { SourceDuplicate, SourceReply, SourceThread } from '../source'
import { bodyFor, titleFor } from './check-texts'
import { authorFor, countFor, externalIdFor, tagsFor, topicFor } from './check-values'
import type { Problems } from './note-problems'

/** Returns a thread that keeps the rules for people's posts, or null. Replies that can't be stored are left out. Every change is noted. */
export function checkThread(thread: SourceThread, problems: Problems): { thread: SourceThread | null; duplicates: SourceDuplicate[] } {
  const duplicates: SourceDuplicate[] = []
  const title = titleFor(thread.title, thread.body, problems)
  const createdAt = dateFor(thread, problems)
  if (title === null || createdAt === null) return { thread: null, duplicates }
  const replies: SourceReply[] = []
  const seen = new Set<string>()
  let before = createdAt
  for (const reply of thread.replies) {
    const checked = replyFor(reply, before, problems.of(reply.at))
    if (!checked) continue
    if (seen.has(checked.externalId)) {
      duplicates.push({
        kind: 'duplicate',
        ...(reply.at ?? { file: '', position: '' }),
        message: `its thread already has a reply with the id ${checked.externalId}`,
      })
      continue
    }
    seen.add(checked.externalId)
    replies.push(checked)
    before = checked.createdAt
  }
  const { activityAt } = thread
  return {
    thread: {
      ...thread,
      externalId: externalIdFor(thread.externalId),
      title,
      body: bodyFor(thread.body, title, problems),
      author: authorFor(thread.author, problems),
      topic: topicFor(thread.topic),
      tags: tagsFor(thread.tags),
      createdAt,
      activityAt: isDated(activityAt)
        ? activityAt
        : replies.reduce((latest, reply) => (reply.createdAt > latest ? reply.createdAt : latest), createdAt),
      boosts: countFor(thread.boosts, 'boosts', problems),
      views: countFor(thread.views, 'views', problems),
      repliesElsewhere: countFor(thread.repliesElsewhere, 'replies', problems),
      replies,
      complete: thread.complete === true && replies.length + duplicates.length === thread.replies.length,
    },
    duplicates,
  }
}

/** Returns when a thread began, or null. A thread without a date began with its first reply at the latest. */
function dateFor(thread: SourceThread, problems: Problems): Date | null {
  if (isDated(thread.createdAt)) return thread.createdAt
  const dates = [...thread.replies.map(({ createdAt }) => createdAt), thread.activityAt].filter(isDated)
  if (dates.length === 0) {
    problems.leftOut('The thread has no readable date, and none of its replies has one.')
    return null
  }
  const first = new Date(Math.min(...dates.map((date) => date.getTime())))
  problems.kept(`The thread has no readable date. The earliest date in it is used: ${first.toISOString()}.`)
  return first
}

function replyFor({ at, ...reply }: SourceReply, before: Date, problems: Problems): SourceReply | null {
  const body = bodyFor(reply.body, null, problems)
  if (body === null) return null
  if (!isDated(reply.createdAt))
    problems.kept(`The reply has no readable date. The date of the post before it is used: ${before.toISOString()}.`)
  return {
    ...reply,
    externalId: externalIdFor(reply.externalId),
    body,
    author: authorFor(reply.author, problems),
    createdAt: isDated(reply.createdAt) ? reply.createdAt : before,
    boosts: countFor(reply.boosts, 'boosts', problems),
  }
}
