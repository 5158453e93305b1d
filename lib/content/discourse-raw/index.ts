import MarkdownIt from 'markdown-it'
import cjkFriendly from 'markdown-it-cjk-friendly'
import footnotes from 'markdown-it-footnote'
import { htmlToMarkdown } from '../html-to-markdown'
import { bbcode } from './bbcode'
import { math } from './math'
import { words } from './words'
import { writtenHtml } from './written-html'

/**
 * Converts a Discourse post, as it was typed, to our Markdown. It is read by the rules of Discourse: a line break is a line
 * break, BBCode has its meaning, code stays as it is. If that fails, the text is returned unchanged. It may take seconds: call
 * `translateRaw`.
 */
export function rawToMarkdown(raw: string, base: string | null = null): string {
  try {
    return htmlToMarkdown(parser.render(raw, {}), base)
  } catch {
    // The nesting exceeds the parser's stack.
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
// `main.py` is not an address, although .py is a country.
parser.linkify.set({ fuzzyLink: true, fuzzyEmail: true }).tlds(['com', 'net', 'org', 'io', 'edu', 'gov', 'de', 'uk'])
