import type { ReactNode, RefObject } from 'react'

/** A thread that takes replies. `plain` is the page that replies without scripts, `viewer` the address of what is the reader's own. */
export type ThreadHere = { id: number; slug: string; plain: string; viewer: string; isLastPage: boolean }

/** What someone wants to do: to reply to a post (0 is the thread as a whole), and to quote these words of it. */
export type Asked = { to: number; quote?: string }

/** In the address while somebody writes, so that a reload, or Back, opens the reply again. */
export const replyHash = '#reply'

/** How a reply ended: with words about it, and whether a draft of it is kept. After a reply was posted the focus is on that. */
export type Ended = { said?: ReactNode; begun: boolean; focused?: boolean }

/** What the part that is loaded for a reply is given. */
export type ReplyHereProps = {
  thread: ThreadHere
  asked: Asked
  /** Takes the posts that come while the page is open. */
  news: RefObject<HTMLDivElement | null>
  onEnd: (end: Ended) => void
}
