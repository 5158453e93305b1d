/**
 * What a post of search is: the first post of a thread, a reply, title and summary of an answer, a section of it, an alias that an
 * editor wrote, or the title of a thread that the answer covers.
 */
export const postKinds = ['opening', 'reply', 'head', 'section', 'alias', 'covered_title'] as const

export type PostKind = (typeof postKinds)[number]

/** Whether a post is only another way to ask for its answer. A covered title is one, too. */
export function isAlias({ kind }: { kind: PostKind }): boolean {
  return kind === 'alias' || kind === 'covered_title'
}
