/** Returns the words of HTML, in linear time. */
export function withoutTags(html: string): string {
  return html
    .split('<')
    .map((piece, i) => (i === 0 ? piece : ` ${piece.includes('>') ? piece.slice(piece.indexOf('>') + 1) : piece}`))
    .join('')
    .replace(/[ \t]+/g, ' ')
    .trim()
}
