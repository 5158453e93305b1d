import type { DiffBlock } from '../diff-blocks'
import type { PicturesOf } from '../markdown/pictures-of'
import type { StoredSections } from '../take-apart'

/** How a text was typed: a post of Discourse, or a comment of Stack Exchange. */
export type TypedDialect = 'discourse' | 'comment'

/** Work on people's texts that may take long, by name: what it takes and what it returns. */
export type ContentTasks = {
  /** Markdown to HTML, with the number of links out of the site; null where the text is shown as it was written. */
  render: { input: { markdown: string }; output: { html: string; links: number | null } }
  /** Markdown to the words that its page shows; `own` without what its author only quotes. */
  plain: { input: { markdown: string; of: 'all' | 'own' }; output: string }
  /** An answer's text, taken apart at its headings. `kept` is JSON of the anchors that it keeps. */
  sections: { input: { body: string; summary: string; kept: string }; output: StoredSections }
  /** Two texts, compared. */
  compare: { input: { before: string; after: string }; output: DiffBlock[] }
  /** HTML of another forum to Markdown. Relative addresses are read against `base`, if it is not empty. */
  convert: { input: { html: string; base: string }; output: string }
  /** A text as it was typed elsewhere to Markdown. */
  translate: { input: { text: string; dialect: TypedDialect; base: string }; output: string }
  /** The pictures of a Markdown text, some of whose addresses are replaced: JSON of old to new. */
  pictures: { input: { markdown: string; replacements: string }; output: PicturesOf }
}

export type ContentTaskName = keyof ContentTasks

/** What a thread of the pool is sent. It writes the number of its system thread into `thread` before it begins. */
export type ContentMessage = { [N in ContentTaskName]: { name: N; input: ContentTasks[N]['input']; thread: Int32Array } }[ContentTaskName]

/** What a thread returns: the task's output, and the processor time it took, in milliseconds. */
export type ContentReply<Output = unknown> = { output: Output; cpuMs: number }

/** Stands in `thread` where the system does not number its threads. */
export const unnumberedThread = -1
