import { urls } from '../../shared'
import type { NoticeKind } from '../events'
import type { NoticeRow } from './read-notices'

/** Returns the address of what a notice is about, as its reader may see it now; null where there is nothing to see. */
export function noticeTarget(row: NoticeRow): string | null {
  return targets[row.kind](row)
}

function threadOf({ threadId, threadSlug }: NoticeRow): { id: number; slug: string } | null {
  return threadId === null || threadSlug === null ? null : { id: threadId, slug: threadSlug }
}

/** The very reply, or the thread if it is about that. */
function post(row: NoticeRow): string | null {
  const thread = threadOf(row)
  if (!thread) return null
  return row.replyNumber === null ? urls.thread(thread) : urls.replyPlace(thread, row.replyNumber)
}

function answer({ answerSlug }: NoticeRow): string | null {
  return answerSlug === null ? null : urls.answer(answerSlug)
}

/** What changed since the revision that the person knew. */
function changes(row: NoticeRow): string | null {
  const { answerSlug, since, revision, threadId } = row
  return answerSlug !== null && since !== null && revision !== null && since < revision
    ? urls.answerDiff(answerSlug, since, revision, threadId ?? undefined)
    : answer(row)
}

/** Hidden posts are on no page but their author's own lists. */
const ownList = ({ isReply }: NoticeRow) => (isReply ? urls.myReplies() : urls.myThreads())

const targets: Record<NoticeKind, (row: NoticeRow) => string | null> = {
  reply_to_me: post,
  mention: post,
  reply: post,
  thread: post,
  accepted: post,
  covered: post,
  uncovered: post,
  contest_decided: post,
  answer_revised: changes,
  answer_published: answer,
  search_found: (row) => answer(row) ?? post(row),
  post_hidden: ownList,
  post_restored: post,
  thread_moved: post,
  thread_merged: post,
  post_edited: post,
  review_asked: urls.desk,
  coverage_contested: urls.deskContested,
  golden_failing: () => urls.deskSearches(),
  case_opened: () => urls.deskReports(),
  report_decided: () => urls.myReports(),
  appeal_decided: ownList,
  held_decided: (row) => post(row) ?? ownList(row),
  suspension_proposed: () => urls.deskReports(),
  suspension_declined: () => urls.deskReports(),
  mail_failing: urls.adminMail,
  search_failing: urls.adminSearch,
  disk_low: () => urls.admin(),
  backup_failed: () => urls.admin(),
}
