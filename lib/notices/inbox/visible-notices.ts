import { answerIsLive, type Parameter, topicIsVisible, type Viewer } from '../../identity/viewer'
import { kindsInSql, kindsNeeding } from '../events'

/**
 * In SQL: a notice `n` with what it is about: its event `e`, the thread `t` (that into which it was merged, if it was), the reply `r`, the
 * answer `a`, and their topics.
 */
export const noticeSources = `notice n join event e on e.id = n.event_id
  left join thread own on own.id = n.thread_id
  left join thread t on t.id = coalesce(own.merged_into_id, own.id)
  left join topic tp on tp.id = t.topic_id
  left join reply r on r.id = e.reply_id
  left join answer a on a.id = e.answer_id
  left join topic ap on ap.id = a.topic_id`

/** In SQL: the viewer sees the thread of a notice. The parameter holds `visibilitiesFor(viewer)`. */
export const seesThread = (visibilities: Parameter) =>
  `(t.id is not null and t.hidden_at is null and ${topicIsVisible('tp', visibilities)})`

/** In SQL: the viewer sees the post of a notice, which is a reply or the thread's opening. */
export const seesPost = (visibilities: Parameter) =>
  `(${seesThread(visibilities)} and (e.reply_id is null or (r.id is not null and r.hidden_at is null)))`

/** In SQL: the viewer sees the answer of a notice. */
export const seesAnswer = (visibilities: Parameter) =>
  `(a.id is not null and ${answerIsLive('a')} and ${topicIsVisible('ap', visibilities)})`

/**
 * In SQL: a notice is shown to the viewer now. Its subject may have been hidden, moved or merged since, and the viewer may have another
 * role. It is the condition of every page, count and mail.
 */
export function noticeIsShown(viewer: Viewer, visibilities: Parameter): string {
  const [post, answer] = [seesPost(visibilities), seesAnswer(visibilities)]
  const conditions = [
    `(n.kind not in ${kindsNeeding.thread} or ${post})`,
    `(n.kind not in ${kindsNeeding.answer} or ${answer})`,
    `(n.kind not in ${kindsNeeding.either} or case when e.answer_id is null then ${post} else ${answer} end)`,
    ...(viewer.audience === 'editor' ? [] : [`n.kind not in ${forEditors}`]),
    ...(viewer.admin ? [] : [`n.kind not in ${forAdmins}`]),
  ]
  return conditions.join(' and ')
}

const forEditors = kindsInSql((row) => row.for === 'editors')
const forAdmins = kindsInSql((row) => row.for === 'admins')
