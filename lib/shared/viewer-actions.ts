/** What a viewer may do to one post. `boosted` is null where that is not known yet: on a page that is kept for many. */
export type ViewerOfPost = { boosted: boolean | null; mayEdit: boolean; mayAccept: boolean }

/** What a viewer may do to the posts of a thread. Posts are named by their numbers, 0 is the opening. */
export type ViewerOfThread = {
  isAsker: boolean
  mayAccept: boolean
  mayEdit: 'all' | number[]
  boosted: number[]
}

/** Who is signed in, for the menu of every page. */
export type ViewerOfSite = { displayName: string; admin: boolean }

/** What /viewer returns: the part of a page that is one person's. Each kind of page adds its own; `thread` is null on other pages. */
export type ViewerActions = { site: ViewerOfSite; thread: ViewerOfThread | null }

/** The part of a thread's answer that is about one of its posts. */
export function viewerOfPost({ mayAccept, mayEdit, boosted }: ViewerOfThread, number: number): ViewerOfPost {
  return {
    boosted: boosted.includes(number),
    mayEdit: mayEdit === 'all' || mayEdit.includes(number),
    mayAccept: mayAccept && number > 0,
  }
}
