import type { NoticeKind } from '../events'
import { savedSearchWords } from '../searches'
import type { NoticeRow } from './read-notices'
import { noticeTarget } from './target'

/** A part of a sentence. `href` makes it a link, `byPeople` says that it is a name or title, which may run in another direction. */
export type SentencePart = { text: string; href?: string; byPeople?: true }

/**
 * Returns what a notice says, without a full stop, for a page as for a mail. `underTitle` leaves out the title of the thread or answer, for a
 * list that has it above. The reason is not a part of it.
 */
export function noticeSentence(row: NoticeRow, underTitle = false): SentencePart[] {
  return sentences[row.kind]({ ...row, underTitle, href: noticeTarget(row) ?? undefined })
}

type Told = NoticeRow & { underTitle: boolean; href: string | undefined }
type Sentence = (row: Told) => SentencePart[]

const link = ({ href }: Told, text: string): SentencePart => (href === undefined ? { text } : { text, href })
const title = (text: string): SentencePart[] => [{ text: '“' }, { text, byPeople: true }, { text: '”' }]

/** After a word such as " in ": the title of the thread, where it is not above and may be seen. */
function thread(row: Told, word: string): SentencePart[] {
  return row.underTitle || row.threadTitle === null ? [] : [{ text: word }, ...title(row.threadTitle)]
}

/** The answer by its title; `known` says that the list has it above. */
function answer({ answerTitle }: Told, known = false): SentencePart[] {
  if (known) return [{ text: 'This canonical answer' }]
  return answerTitle === null ? [{ text: 'A canonical answer' }] : [{ text: 'The canonical answer ' }, ...title(answerTitle)]
}

const who = ({ actor }: Told): SentencePart => (actor === null ? { text: 'Someone' } : { text: actor, byPeople: true })

/** Somebody did something, in a thread. */
function someone(act: string, word = ' in '): Sentence {
  return (row) => [who(row), { text: ' ' }, link(row, act), ...thread(row, word)]
}

/** An editor did something to the reader's own post. */
function editor(act: (own: string) => string): Sentence {
  return (row) => {
    const word = row.isReply ? ' in ' : ': '
    return [{ text: 'An editor ' }, link(row, act(row.isReply ? 'your reply' : 'your question')), ...thread(row, word)]
  }
}

/** An answer did something for the reader's thread. */
const settling =
  (act: string): Sentence =>
  (row) => [...answer(row), { text: ' ' }, link(row, act), ...thread(row, ': ')]

/** What was found, with its title. The search is above in a list; elsewhere it is named. */
function found(row: Told): SentencePart[] {
  const { answerTitle, isReply, underTitle, searchQuery, threadTitle } = row
  const [what, name] = answerTitle !== null ? ['canonical answer', answerTitle] : [isReply ? 'reply' : 'question', threadTitle]
  const titled = name === null ? [] : [{ text: isReply && answerTitle === null ? ' in ' : ': ' }, ...title(name)]
  if (underTitle || searchQuery === null) return [link(row, `A new ${what}`), ...titled]
  return [{ text: 'Your search ' }, ...title(savedSearchWords(searchQuery)), { text: ' found ' }, link(row, `a new ${what}`), ...titled]
}

/** Something about the site, for those who look after it. The reason says what. */
const ofSite =
  (text: string): Sentence =>
  (row) => [link(row, text)]

/** The answer is above in the list only where the notice is about no thread. */
const answerIsAbove = ({ underTitle, threadId }: Told) => underTitle && threadId === null

/** The one place with the words for each kind. */
const sentences: Record<NoticeKind, Sentence> = {
  reply_to_me: someone('replied to you'),
  mention: someone('mentioned you'),
  reply: someone('replied'),
  thread: someone('asked a question', ': '),
  accepted: someone('accepted your reply'),
  covered: settling('settles your question'),
  uncovered: settling('no longer settles your question'),
  contest_decided: (row) => [
    { text: 'An editor ' },
    link(row, 'decided about what you said'),
    { text: ' to ' },
    ...(row.answerTitle === null ? [{ text: 'a canonical answer' }] : title(row.answerTitle)),
    ...thread(row, ' for '),
  ],
  answer_revised: (row) => [
    ...answer(row, answerIsAbove(row)),
    ...(row.threadId === null ? [] : [{ text: ', which settles your question,' }]),
    { text: ' was revised: ' },
    link(row, 'see what changed'),
  ],
  answer_published: (row) => [...answer(row, answerIsAbove(row)), { text: ' ' }, link(row, 'was published')],
  search_found: found,
  post_hidden: editor((own) => `hid ${own}`),
  post_restored: editor((own) => `restored ${own}`),
  thread_moved: editor(() => 'moved your question to another topic'),
  thread_merged: editor(() => 'merged your question into another thread'),
  post_edited: (row) => someone(row.isReply ? 'edited your reply' : 'edited your question', row.isReply ? ' in ' : ': ')(row),
  review_asked: (row) => [who(row), { text: ' ' }, link(row, 'asks for a review of a draft')],
  coverage_contested: (row) => [
    who(row),
    { text: ' says that ' },
    ...(row.answerTitle === null ? [{ text: 'an answer' }] : title(row.answerTitle)),
    { text: ' ' },
    link(row, 'does not settle their question'),
    ...thread(row, ': '),
  ],
  golden_failing: ofSite('A search no longer finds what it must'),
  case_opened: ofSite('There is a post to decide about'),
  report_decided: (row) => [{ text: 'An editor ' }, link(row, 'decided about a post that you reported'), ...thread(row, ': ')],
  appeal_decided: editor((own) => `looked again at ${own}, which stays hidden`),
  held_decided: (row) => [{ text: 'An editor ' }, link(row, 'decided about your post that waited for approval'), ...thread(row, ': ')],
  suspension_proposed: (row) => [who(row), { text: ' ' }, link(row, 'proposes to suspend someone')],
  suspension_declined: (row) => [{ text: 'An admin ' }, link(row, 'declined your proposal to suspend someone')],
  mail_failing: ofSite('Mail can’t be sent'),
  search_failing: ofSite('Search has been out of order for an hour'),
  disk_low: ofSite('There is little room on the disk'),
  backup_failed: ofSite('A backup failed'),
}
