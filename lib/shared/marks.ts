/**
 * A title or label in which no character carries more than eight accents: no language needs more, and a hundred of them are
 * wider than a page or reach over the lines around. Texts keep theirs.
 */
export function withFewMarks(text: string): string {
  return text.replace(/(\p{M}{8})\p{M}+/gu, '$1')
}
