import MarkdownIt from 'markdown-it'
import { htmlToMarkdown } from './html-to-markdown'

// Of all rules only these: what would be a heading, a list, HTML or a picture in a post is text in a comment.
const parser = new MarkdownIt('zero', { html: false, linkify: true, breaks: true }).enable([
  'backticks',
  'emphasis',
  'entity',
  'escape',
  'link',
  'linkify',
  'newline',
])
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false })

/** A comment of Stack Exchange as Markdown. Comments know code, bold, italic and links, and nothing else: `List<string>` stays. */
export function commentToMarkdown(text: string): string {
  return htmlToMarkdown(parser.render(text))
}
