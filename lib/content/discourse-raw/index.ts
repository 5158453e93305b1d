import MarkdownIt from 'markdown-it'
import cjkFriendly from 'markdown-it-cjk-friendly'
import footnotes from 'markdown-it-footnote'
import { htmlToMarkdown } from '../html-to-markdown'
import { bbcode } from './bbcode'
import { math } from './math'
import { words } from './words'
import { writtenHtml } from './written-html'

/**
 * The text of a Discourse post as its writer typed it, as our Markdown. It is read as Discourse reads it: a line break is one, BBCode
 * means what it means there, code stays as it is. Where that fails the text comes out as it was. It may take seconds: call
 * `translateRaw`.
 */
export function rawToMarkdown(raw: string, base: string | null = null): string {
  try {
    return htmlToMarkdown(parser.render(raw, {}), base)
  } catch {
    // Nested deeper than the parser's stack.
    return raw
  }
}

const parser = new MarkdownIt({ html: true, breaks: true, linkify: true, maxNesting: 60 })
  .use(cjkFriendly)
  .use(footnotes)
  .use(bbcode)
  .use(math)
  .use(writtenHtml)
  .use(words)
// `main.py` is no address, although .py is a country.
parser.linkify.set({ fuzzyLink: true, fuzzyEmail: true }).tlds(['com', 'net', 'org', 'io', 'edu', 'gov', 'de', 'uk'])
