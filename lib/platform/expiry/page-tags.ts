/**
 * Names of what a page shows. A cached page carries the tags of all it was made from; a write expires tags.
 * A listing carries the tag of its topic, tag or person and not those of its rows: every change of a row expires it.
 */
export const pageTags = {
  thread: (id: number) => `thread:${id}`,
  answer: (id: number) => `answer:${id}`,
  topic: (id: number) => `topic:${id}`,
  tag: (id: number) => `tag:${id}`,
  person: (id: number) => `person:${id}`,
  /** Home, the list of topics, the list of tags, sitemap and whatever else looks at the whole. */
  front: 'front',
  /** Every page there is: bulk imports, changed visibility, settings. */
  everything: 'everything',
  /** No page: who is signed in, with which role. */
  sessions: 'sessions',
} as const
