import { render, toPlainText } from '@react-email/render'
import type { Letter, LetterPart } from './letter'
import { LetterPage } from './letter-page'

/** Returns a letter as HTML and as text, both made of the same. */
export async function renderLetter(letter: Letter, title: string): Promise<{ html: string; text: string }> {
  const html = await render(<LetterPage letter={letter} title={title} lang="en" />)
  return { html, text: `${toPlainText(html, plain)}\n` }
}

/** Returns the HTML of a mail that was written as text: its paragraphs, with links where it has addresses. */
export async function htmlOfText(text: string, title: string): Promise<string> {
  const blocks = text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => ({ kind: 'text' as const, parts: withLinks(paragraph) }))
  return (await renderLetter({ blocks }, title)).html
}

function withLinks(text: string): LetterPart[] {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .flatMap((piece, i) => (piece === '' ? [] : [i % 2 === 0 ? { text: piece } : { text: piece, href: piece }]))
}

const plain: Parameters<typeof toPlainText>[1] = {
  wordwrap: false,
  selectors: [
    { selector: 'a', options: { linkBrackets: ['<', '>'], hideLinkHrefIfSameAsText: true } },
    { selector: 'h2', options: { uppercase: false } },
    { selector: 'blockquote', options: { leadingLineBreaks: 1, trailingLineBreaks: 2 } },
  ],
}
