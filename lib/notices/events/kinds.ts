/** How people are told by default, beside the inbox: by mail at once, or in the inbox alone. Digests are chosen. */
type DefaultChannel = 'mail' | 'inbox'

/**
 * What a person must see to be told, whenever a notice is shown, counted or sent: the post and its thread, the answer, both, or nothing,
 * because it is about their own post (then title, link and text are shown as far as they see them). `post or answer` is the one that the
 * event is about.
 */
type Needs = 'thread' | 'answer' | 'thread and answer' | 'post or answer' | 'nothing'

/** Who may be told: anybody whom it concerns, editors (and admins), or admins. */
type For = 'everyone' | 'editors' | 'admins'

/** Whom the job tells after the act itself: those who follow what it is about, or all with a role. Null: the act tells the one it concerns. */
type FanOut = 'watchers' | 'editors' | 'admins' | null

type Row = { label: string; channel: DefaultChannel; needs: Needs; for: For; fanOut: FanOut }

const direct = (label: string, needs: Needs): Row => ({ label, channel: 'mail', needs, for: 'everyone', fanOut: null })
const quiet = (label: string, needs: Needs): Row => ({ label, channel: 'inbox', needs, for: 'everyone', fanOut: null })
const followed = (label: string, needs: Needs): Row => ({ label, channel: 'inbox', needs, for: 'everyone', fanOut: 'watchers' })
const editors = (label: string, needs: Needs): Row => ({ label, channel: 'inbox', needs, for: 'editors', fanOut: 'editors' })
const admins = (label: string): Row => ({ label, channel: 'mail', needs: 'nothing', for: 'admins', fanOut: 'admins' })

/**
 * Everything that people are told. What is said to someone directly comes by mail at once, the rest is in the inbox; everyone can choose
 * otherwise for each kind. `label` ends the sentence "Tell me about …" in the settings.
 */
export const noticeKinds = {
  reply_to_me: direct('a reply to something I wrote', 'thread'),
  mention: direct('a post that mentions me', 'thread'),
  reply: followed('a reply in a thread that I watch', 'thread'),
  thread: followed('a new thread in a topic or tag that I watch', 'thread'),
  accepted: quiet('my reply, when it is accepted', 'thread'),
  covered: direct('a canonical answer that settles my thread', 'thread and answer'),
  uncovered: quiet('my thread, when an answer no longer settles it', 'thread and answer'),
  contest_decided: direct('what was decided when I said that an answer is not my case', 'thread and answer'),
  answer_revised: { ...followed('a major revision of an answer that I watch, or that settles my thread', 'answer'), channel: 'mail' },
  answer_published: followed('a new answer in a topic or tag that I watch', 'answer'),
  search_found: quiet('a new result of a search that I saved', 'post or answer'),
  post_hidden: direct('my post, when an editor hides or restores it', 'nothing'),
  post_restored: direct('my post, when an editor hides or restores it', 'nothing'),
  thread_moved: quiet('my thread, when an editor moves or merges it', 'nothing'),
  thread_merged: quiet('my thread, when an editor moves or merges it', 'nothing'),
  post_edited: quiet('my post, when someone else edits it', 'thread'),
  review_asked: editors('drafts that wait for review', 'nothing'),
  coverage_contested: editors('coverage that an asker contests', 'thread and answer'),
  golden_failing: editors('searches that no longer find what they must', 'nothing'),
  case_opened: editors('reports, appeals and posts that wait for approval', 'nothing'),
  report_decided: direct('what became of something that I reported', 'nothing'),
  appeal_decided: direct('what was decided about my hidden post', 'nothing'),
  held_decided: direct('my post that waited for approval', 'nothing'),
  suspension_proposed: { ...admins('proposals to suspend someone'), channel: 'inbox' },
  suspension_declined: { ...editors('what became of my proposal to suspend someone', 'nothing'), fanOut: null },
  mail_failing: admins('mail that can’t be sent'),
  search_failing: admins('search or the model out of order for an hour'),
  disk_low: admins('little room on the disk'),
  backup_failed: admins('a backup that failed'),
} as const satisfies Record<string, Row>

export type NoticeKind = keyof typeof noticeKinds

/** Kinds by name, for what a database or a form says. */
export const noticeKindNames = Object.keys(noticeKinds) as [NoticeKind, ...NoticeKind[]]

/** The kinds for which this holds, as a list of SQL literals: names of kinds are words of this file. */
export function kindsInSql(holds: (row: Row) => boolean): string {
  const names = noticeKindNames.filter((name) => holds(noticeKinds[name]))
  return names.length === 0 ? `('')` : `(${names.map((name) => `'${name}'`).join(', ')})`
}

/** What must be visible to be told, as lists of SQL literals: the kinds that need a thread, an answer, or the one that they are about. */
export const kindsNeeding = {
  thread: kindsInSql(({ needs }) => needs === 'thread' || needs === 'thread and answer'),
  answer: kindsInSql(({ needs }) => needs === 'answer' || needs === 'thread and answer'),
  either: kindsInSql(({ needs }) => needs === 'post or answer'),
}
