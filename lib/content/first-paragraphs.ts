/** Limits for the passage on an answer card, in words and paragraphs. */
const passageWordsMax = 80

/**
 * Returns the beginning of a Markdown text in whole paragraphs, so that no sentence and no fenced code is cut. The first
 * paragraph is returned at any length.
 */
export function firstParagraphs(body: string): string {
  let words = 0
  let fences = 0
  const taken: string[] = []
  for (const paragraph of body.split(/\n{2,}/)) {
    const length = paragraph.split(/\s+/).length
    if (taken.length > 0 && (words + length > passageWordsMax || /^(```|~~~|\||#)/.test(paragraph))) break
    taken.push(paragraph)
    words += length
    fences += paragraph.match(/^(```|~~~)/gm)?.length ?? 0
    if (fences % 2 === 1) words -= length
  }
  return taken.join('\n\n')
}
