import type { DiffBlock } from '../diff-blocks'
import type { PicturesOf } from '../markdown/pictures-of'
import type { StoredSections } from '../take-apart'

/** The language of a text as it was typed: of a Discourse post, or of a comment on Stack Exchange. */
export type TypedDialect = 'discourse' | 'comment'

/** Tasks on people's texts that may take long, by name, with input and output. */
export type ContentTasks = {
  /** Markdown to HTML, with the number of links to other sites; null if the text is shown as it was written. */
  render: { input: { markdown: string }; output: { html: string; links: number | null } }
  /** What may be mentions in a Markdown text: names as they are written. */
  mentions: { input: { markdown: string }; output: string[] }
  /** Markdown to the words on its page; `own` leaves out quotes. */
  plain: { input: { markdown: string; of: 'all' | 'own' }; output: string }
  /** Cuts an answer's text at its headings. `kept` is JSON of the anchors that it keeps. */
  sections: { input: { body: string; summary: string; kept: string }; output: StoredSections }
  /** Compares two texts. */
  compare: { input: { before: string; after: string }; output: DiffBlock[] }
  /** HTML of another forum to Markdown. Relative addresses are resolved with `base`, unless it is empty. */
  convert: { input: { html: string; base: string }; output: string }
  /** A text as it was typed elsewhere to Markdown. */
  translate: { input: { text: string; dialect: TypedDialect; base: string }; output: string }
  /** Returns the pictures of a Markdown text and replaces some of their addresses: JSON of old to new. */
  pictures: { input: { markdown: string; replacements: string }; output: PicturesOf }
}

export type ContentTaskName = keyof ContentTasks

/** The message to a thread of the pool. Before the thread begins, it writes the number of its system thread into `thread`. */
export type ContentMessage = { [N in ContentTaskName]: { name: N; input: ContentTasks[N]['input']; thread: Int32Array } }[ContentTaskName]

/** The reply of a thread: the output, and the processor time in milliseconds. */
export type ContentReply<Output = unknown> = { output: Output; cpuMs: number }

/** The value in `thread` if the system does not number its threads. */
export const unnumberedThread = -1
