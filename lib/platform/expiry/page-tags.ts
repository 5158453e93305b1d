/**
 * Names of what a page shows. A cached page carries the tags of everything it was made from, and a write expires tags. A listing carries
 * the tag of its topic, tag or person, not those of its rows: every change of a row expires it.
 */
export const pageTags = {
  thread: (id: number) => `thread:${id}`,
  /** The replies of one page of a thread, where one of them changes and nothing else of the thread does. */
  replies: (threadId: number, page: number) => `replies:${threadId}:${page}`,
  answer: (id: number) => `answer:${id}`,
  topic: (id: number) => `topic:${id}`,
  tag: (id: number) => `tag:${id}`,
  person: (id: number) => `person:${id}`,
  /** Home, the list of topics, the list of tags, the sitemap and other pages about the whole site. */
  front: 'front',
  /** Every page: expired by bulk imports, changed visibility and settings. */
  everything: 'everything',
  /** Not a page: the sessions, that is, who is signed in with which role. */
  sessions: 'sessions',
} as const
