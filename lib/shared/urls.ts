import { numbersOfPage, pageOfReply } from './reply-pages'
import { editorUrls } from './urls-of-editors'
import type { WatchedSubject } from './viewer-actions'
import { wayBack } from './way-back'
import { flags, part, withQuery } from './with-query'

type CoverageOptions = {
  thread?: number
  find?: string
  batch?: number
  tick?: 'all' | 'none' | 'gap' | 'gap-none'
  uncovered?: number
  section?: string | null
}

/** One builder a page; addresses are put together nowhere else. */
export const urls = {
  ...editorUrls,
  home: () => '/',
  topics: () => '/topics',
  topic: (slug: string, options: { sort?: string; filter?: string; after?: string; before?: string } = {}) =>
    withQuery(`/topics/${part(slug)}`, options),
  tags: () => '/tags',
  tag: (name: string, options: { sort?: string; filter?: string; after?: string; before?: string } = {}) =>
    withQuery(`/tags/${part(name)}`, options),
  threads: (options: { sort?: string; filter?: string; after?: string; before?: string } = {}) => withQuery('/threads', options),
  /** A page of a thread is named by the first number on it, so that its address keeps its meaning. */
  thread: ({ id, slug }: { id: number; slug: string }, page = 1) =>
    withQuery(`/threads/${id}/${part(slug)}`, { from: page > 1 ? String(numbersOfPage(page).first) : undefined }),
  /** A reply by its number, on the page it is on. */
  reply: (thread: { id: number; slug: string }, number: number) => `${urls.thread(thread, pageOfReply(number))}#r${number}`,
  /** Leads to the reply, also where its thread was merged into another. It is independent of how long pages are. */
  replyPlace: ({ id, slug }: { id: number; slug: string }, number: number) => `/threads/${id}/${part(slug)}/${number}`,
  /** A post by itself, with what can be done to it; 0 is the opening. */
  post: (id: number, number: number) => `${urls.posts(id)}/${number}`,
  /** What the numbers of a thread's posts are added to, for scripts. */
  posts: (id: number) => `/threads/${id}/posts`,
  /** Who the viewer is and, with what a page is about, what they may do on that page. */
  viewer: (about: WatchedSubject | null) => withQuery('/viewer', about ? { [about.kind]: String(about.id) } : {}),
  viewerOfThread: (id: number) => urls.viewer({ kind: 'thread', id }),
  /** Where one follows something, stops that, or mutes it. */
  watch: ({ kind, id }: WatchedSubject) => `/watch/${kind}/${id}`,
  postEdit: (id: number, number: number) => (number === 0 ? `/threads/${id}/edit` : `/threads/${id}/posts/${number}/edit`),
  /** A proof of work, for scripts. */
  challenge: () => '/challenge',
  /** A post that waits for approval, for its author and editors. */
  held: (id: number) => `/held/${id}`,
  /** Where somebody reports a post to editors. */
  postReport: (id: number, number: number) => `/threads/${id}/posts/${number}/report`,
  /** Where the author of a hidden post asks editors to look again. */
  postAppeal: (id: number, number: number) => `/threads/${id}/posts/${number}/appeal`,
  postDelete: (id: number, number: number) => `/threads/${id}/posts/${number}/delete`,
  threadReply: (id: number, to = 0) => withQuery(`/threads/${id}/reply`, { to: to > 0 ? String(to) : undefined }),
  /** Where a reply is saved while it is written, and discarded. */
  replyDraft: (id: number) => `/threads/${id}/reply/draft`,
  /** Who has replied last. */
  newestReplies: (id: number) => `/newest-replies?thread=${id}`,
  postHistory: (id: number, number: number) => `/threads/${id}/posts/${number}/history`,
  threadHistory: (id: number, options: { from?: string; to?: string } = {}) => withQuery(`/threads/${id}/history`, options),
  /** Where an editor removes the text of revisions; `revision` is ticked, `done` says that it was done. */
  postRedact: (id: number, number: number, options: { revision?: number; done?: boolean } = {}) =>
    withQuery(`/threads/${id}/posts/${number}/redact`, ofRedaction(options)),
  answerRedact: (slug: string, options: { revision?: number; done?: boolean } = {}) =>
    withQuery(`/answers/${part(slug)}/redact`, ofRedaction(options)),
  answers: () => '/answers',
  answer: (slug: string) => `/answers/${part(slug)}`,
  answerSection: (slug: string, anchor: string) => `/answers/${part(slug)}#${part(anchor)}`,
  /** The threads that an answer settles. */
  answerThreads: (slug: string, options: { after?: string; before?: string } = {}) => withQuery(`/answers/${part(slug)}/threads`, options),
  /** Where a reader says whether an answer helped, and what was missing: forms alone. */
  answerHelpful: (slug: string) => `/answers/${part(slug)}/helpful`,
  answerMissing: (slug: string) => `/answers/${part(slug)}/missing`,
  /** The answer again, where its reader has just said something. */
  answerSaid: (slug: string, said: string) => `${withQuery(`/answers/${part(slug)}`, { said })}#page_helpful`,
  /** How an answer is used, for editors. */
  answerUse: (slug: string) => `/answers/${part(slug)}/use`,
  answerHistory: (slug: string) => `/answers/${part(slug)}/history`,
  answerRevision: (slug: string, number: number) => `/answers/${part(slug)}/revisions/${number}`,
  /** Two revisions compared; `thread` is the reader's own, which the answer settles. */
  answerDiff: (slug: string, from: number, to: number, thread?: number) =>
    withQuery(`/answers/${part(slug)}/diff`, { from: String(from), to: String(to), thread: thread ? String(thread) : undefined }),
  answerNew: (threadId?: number) => withQuery('/answers/new', { thread: threadId ? String(threadId) : undefined }),
  answerEdit: (slug: string, threadId?: number) =>
    withQuery(`/answers/${part(slug)}/edit`, { thread: threadId ? String(threadId) : undefined }),
  /**
   * `batch` is an act of covering and `uncovered` a thread that was taken back a moment ago, to be undone; `section` is where the uncovered
   * one was covered. `tick` ticks all suggestions or none, or all threads of the gap or none.
   */
  answerCoverage: (slug: string, { thread, batch, uncovered, section, ...options }: CoverageOptions = {}) =>
    withQuery(`/answers/${part(slug)}/coverage`, {
      ...options,
      thread: thread ? String(thread) : undefined,
      batch: batch ? String(batch) : undefined,
      uncovered: uncovered ? String(uncovered) : undefined,
      section: section || undefined,
    }),
  answerArchive: (slug: string) => `/answers/${part(slug)}/archive`,
  threadCoverage: (id: number) => `/threads/${id}/coverage-response`,
  /** Where an editor says that a thread asks the same as another. */
  threadSame: (id: number, options: { find?: string; of?: string } = {}) => withQuery(`/threads/${id}/asks-the-same`, options),
  threadRelated: (id: number) => `/threads/${id}/related`,
  answerRelated: (slug: string) => `/answers/${part(slug)}/related`,
  person: (name: string) => `/people/${part(name)}`,
  /** The profile of the person who asks. */
  me: () => '/me',
  myThreads: (options: { after?: string; before?: string } = {}) => withQuery('/me/threads', options),
  myReplies: (options: { after?: string; before?: string } = {}) => withQuery('/me/replies', options),
  myReports: (options: { sent?: boolean; after?: string; before?: string } = {}) => withQuery('/me/reports', flags(options)),
  myDrafts: (options: { after?: string; before?: string } = {}) => withQuery('/me/drafts', options),
  /** What the person who asks was told; `before` is the event where a page ends. */
  inbox: (options: { show?: string; before?: string } = {}) => withQuery('/inbox', options),
  /** Leads to what a notice is about, and marks it as read. */
  notice: (eventId: string) => `/inbox/${eventId}`,
  /** What the person who asks follows or has muted. */
  myWatches: (options: { after?: string } = {}) => withQuery('/me/watches', options),
  search: (text: string, options: Record<string, string | string[] | undefined> = {}) => withQuery('/search', { q: text, ...options }),
  /** Where one saves a search, pauses or removes it, by the address of its results. */
  savedSearch: (results: string) => results.replace(/^\/search/, '/search/saved'),
  operators: () => '/search/operators',
  /** The ask form; `topic` is a slug, and tags are names. */
  ask: ({ title, topic, tags }: { title?: string; topic?: string; tags?: string[] } = {}) => withQuery('/ask', { title, topic, tag: tags }),
  signIn: (options: { next?: string; changed?: boolean; verified?: boolean } = {}) => entry('/sign-in', options),
  signUp: (options: { invitation?: string; sent?: boolean; next?: string } = {}) => entry('/sign-up', options),
  signOut: () => '/sign-out',
  forgot: (options: { sent?: boolean; next?: string } = {}) => entry('/forgot', options),
  /** Where the link of a mail leads: to choose a password. */
  reset: (options: { token?: string; next?: string } = {}) => entry('/reset', options),
  /** Where the link of a mail leads: to confirm an address. */
  verify: (options: { token?: string; next?: string } = {}) => entry('/verify', options),
  settings: (options: { saved?: boolean; sent?: boolean } = {}) => withQuery('/settings', flags(options)),
  settingsAddress: (options: { sent?: boolean } = {}) => withQuery('/settings/address', flags(options)),
  /** How one is told of what happens. */
  settingsNotices: (options: { saved?: boolean } = {}) => withQuery('/settings/notices', flags(options)),
  /** Where mails are stopped without signing in; the token says whose and which. */
  unsubscribe: (options: { token?: string; done?: string } = {}) => withQuery('/unsubscribe', options),
  ownData: () => '/settings/data',
  deleteAccount: () => '/settings/delete',
  accountDeleted: () => '/account-deleted',
  confirmAddress: (options: { token?: string } = {}) => withQuery('/confirm-address', options),
  undoAddress: (options: { token?: string; done?: boolean } = {}) => withQuery('/undo-address', flags(options)),
  upload: (name: string) => `/uploads/${name}`,
  feed: (of: { topic?: string; tag?: string } | null, form: 'rss' | 'atom' | 'json') => {
    const file = { rss: 'feed.rss', atom: 'feed.atom', json: 'feed.json' }[form]
    if (!of) return `/${file}`
    return of.topic === undefined ? `/tags/${part(of.tag ?? '')}/${file}` : `/topics/${part(of.topic)}/${file}`
  },
}

/** Leads to a page for getting in. `next` is the page that its reader came from, and returns to. */
function entry(path: string, { next = '', ...options }: Record<string, string | boolean | undefined> & { next?: string }): string {
  const back = wayBack(next)
  return withQuery(path, flags({ ...options, next: back === '/' ? undefined : back }))
}

function ofRedaction({ revision, done = false }: { revision?: number; done?: boolean }) {
  return flags({ revision: revision ? String(revision) : undefined, done })
}
