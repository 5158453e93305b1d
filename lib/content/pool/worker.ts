// The code of a thread of the content pool. `bin/build.mjs` bundles it into one file.
import { diffTexts } from '../diff'
import { rawToMarkdown } from '../discourse-raw'
import { htmlToMarkdown } from '../html-to-markdown'
import { picturesOf } from '../markdown/pictures-of'
import { mentionsOf, renderWithLinks } from '../markdown/render'
import { plainText, withoutQuotes } from '../plain-text'
import { commentToMarkdown } from '../stackexchange-comment'
import { takeApart } from '../take-apart'
import type { ContentMessage, ContentReply } from './tasks'
import { currentThread, threadTime } from './thread-time'

const thread = currentThread()

export default async function run(message: ContentMessage): Promise<ContentReply> {
  const begun = timeNow()
  Atomics.store(message.thread, 0, thread)
  return { output: await outputOf(message), cpuMs: timeNow() - begun }
}

/** Returns the processor time of this thread in milliseconds, or elapsed time if the system does not tell. */
function timeNow(): number {
  return threadTime(thread) ?? performance.now()
}

async function outputOf(message: ContentMessage): Promise<unknown> {
  switch (message.name) {
    case 'render':
      return renderWithLinks(message.input.markdown)
    case 'mentions':
      return mentionsOf(message.input.markdown)
    case 'plain':
      return plainText(message.input.of === 'own' ? withoutQuotes(message.input.markdown) : message.input.markdown)
    case 'sections':
      return takeApart({ ...message.input, keptAnchors: JSON.parse(message.input.kept) })
    case 'compare':
      return diffTexts(message.input.before, message.input.after)
    case 'convert':
      return htmlToMarkdown(message.input.html, message.input.base || null)
    case 'pictures':
      return picturesOf(message.input.markdown, message.input.replacements)
    case 'translate':
      return message.input.dialect === 'discourse'
        ? rawToMarkdown(message.input.text, message.input.base || null)
        : commentToMarkdown(message.input.text)
  }
}
