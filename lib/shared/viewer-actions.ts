/** What a viewer may do to one post. `boosted` is null where that is not known yet: on a page that is kept for many. */
export type ViewerOfPost = { boosted: boolean | null; mayBoost: boolean; mayEdit: boolean; mayAccept: boolean; mayDelete: boolean }

/** A post of the viewer that an editor or an import has hidden. `reason` is null if it was not written for the author. */
export type HiddenPost = { number: number; reason: string | null }

/** What a viewer may do to the posts of a thread. Posts are named by their numbers, 0 is the opening. */
export type ViewerOfThread = {
  isAsker: boolean
  mayAccept: boolean
  mayEdit: 'all' | number[]
  /** The viewer's own. */
  mayNotBoost: number[]
  mayDelete: number[]
  boosted: number[]
  /** What became of the viewer's own posts that the page does not show. */
  hidden: HiddenPost[]
  /** The viewer's replies here that wait for approval, as their pages name them. */
  held: number[]
  /** Replies of others that came since the viewer's last visit: the first one's number, how many, and where they begin. */
  unseen: { first: number; count: number; address: string } | null
}

/** Who is signed in, for the bar of every page. `unread` is at most one more than `unreadCountMax`. */
export type ViewerOfSite = { displayName: string; admin: boolean; unread: number }

/** What can be followed. */
export type WatchedSubject = { kind: 'thread' | 'topic' | 'tag' | 'answer'; id: number }

/** `watching` and `muted` are chosen; `stopped` remembers that a thread is not to be followed again by replying in it. */
export type WatchState = 'watching' | 'stopped' | 'muted'

/**
 * A reply that the viewer is writing. `answers` is the number of the reply that it answers. `version` grows with each save, and is 0 before
 * the first.
 */
export type ReplyDraft = { body: string; answers: number | null; version: number }

/** What the viewer needs to reply to a thread. `refusal` says why they can't. `proof`: the form does some work before it is sent. */
export type ViewerOfReply = { personId: number; refusal: string | null; draft: ReplyDraft | null; proof?: boolean }

/**
 * What /viewer returns: the part of a page that is one person's. Each kind of page adds its own, which is null on other pages. `watch` is how
 * the viewer follows what the page is about; null if they never chose.
 */
export type ViewerActions = { site: ViewerOfSite; watch: WatchState | null; thread: ViewerOfThread | null; reply: ViewerOfReply | null }

/** The part of a thread's answer that is about one of its posts. */
export function viewerOfPost(thread: ViewerOfThread, number: number): ViewerOfPost {
  const { mayAccept, mayEdit, mayNotBoost, mayDelete, boosted } = thread
  return {
    boosted: boosted.includes(number),
    mayBoost: !mayNotBoost.includes(number),
    mayEdit: mayEdit === 'all' || mayEdit.includes(number),
    mayAccept: mayAccept && number > 0,
    mayDelete: mayDelete.includes(number),
  }
}
