import MarkdownIt from 'markdown-it'
import { htmlToMarkdown } from './html-to-markdown'

// Only these rules: a heading, a list, HTML or a picture is text in a comment.
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

/** Converts a comment of Stack Exchange to Markdown. Comments have code, bold, italic and links only, so `List<string>` is text. */
export function commentToMarkdown(text: string): string {
  return htmlToMarkdown(parser.render(text))
}
