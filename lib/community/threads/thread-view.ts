import type { CoveringAnswer } from './read-covering'
import type { UsefulReply } from './read-useful-reply'

/** Who wrote a post; null where that is not known. */
export type Author = { name: string; displayName: string; role: 'member' | 'editor' | 'admin' } | null

/** A reply as its thread shows it. */
export type ReplyView = {
  id: number
  number: number
  html: string
  body: string
  /** The beginning of its words, for programs. */
  plain: string
  author: Author
  isAsker: boolean
  createdAt: Date
  editedAt: Date | null
  acceptedAt: Date | null
  boostCount: number
  revisionNumber: number
  /** Its author took the text back: there is nothing to read, and nothing to do with it. */
  withdrawn: boolean
  /** Number of the reply it answers, 0 for the opening, null if it says nothing. */
  answers: number | null
}

/** Everything a thread's page shows. */
export type ThreadView = {
  id: number
  slug: string
  title: string
  html: string
  body: string
  /** The beginning of its words, for programs. */
  plain: string
  state: 'open' | 'closed'
  resolution: 'unanswered' | 'answered' | 'covered'
  author: Author
  topic: { id: number; slug: string; name: string }
  area: { id: number; slug: string; name: string }
  tags: string[]
  createdAt: Date
  editedAt: Date | null
  activityAt: Date
  replyCount: number
  replyBase: number
  boostCount: number
  viewCount: number
  revisionNumber: number
  /** The question was taken back by its author; replies of others stay. */
  withdrawn: boolean
  replies: ReplyView[]
  /** Numbers of deleted replies that keep their places among those of this page, because others reply to them. */
  tombstones: number[]
  page: number
  /** Up to the last visible reply. A page behind it, whose replies are all hidden, is still there. */
  pageCount: number
  /** Numbers of the accepted replies, of the newest one (0 without any) and of the one with the most boosts, on any page. */
  accepted: number[]
  newest: number
  boosted: number | null
  covering: CoveringAnswer | null
  /** Threads that an editor, or the source of an import, says ask the same: this one points to them. */
  sameAs: { id: number; slug: string; title: string }[]
  /** On the first page of a long thread that has neither an accepted reply nor an answer. */
  useful: UsefulReplyView | null
  /** Answers that the asker said miss this case. */
  contested: { id: number; slug: string; title: string; reason: string }[]
}

/** The reply that is probably the most useful. */
export type UsefulReplyView = UsefulReply & { author: string | null; passage: string }
