// Runs of characters that are no words between blanks: CJK, other scripts without blanks, emoji.
import { fold } from './fold'
import { charactersOf, type Piece, wordsOf } from './scripts'
import { alone, type Token, termLengthMax } from './token'

/** A CJK run: every pair is a term, and so is a single character. That needs no dictionary, and any word of two characters is found. */
export function pushPairs(tokens: Token[], raw: string, start: number): void {
  const characters = charactersOf(raw, start)
  if (characters.length === 1) tokens.push(alone(characters[0]?.text ?? '', start, start + raw.length))
  for (let i = 0; i + 1 < characters.length; i++) {
    const [first, second] = characters.slice(i, i + 2) as [Piece, Piece]
    tokens.push(alone(first.text + second.text, first.start, second.end))
  }
}

/** A run of a script without blanks between words. */
export function pushSegments(tokens: Token[], raw: string, start: number): void {
  for (const word of wordsOf(raw, start)) tokens.push(alone(fold(beginningOf(word.text)), word.start, word.end))
}

/** An emoji: the same with or without a colour of the skin and the sign that it is a picture. */
export function pushEmoji(tokens: Token[], raw: string, start: number): void {
  const bare = raw.replace(/[\ufe0f\u{1f3fb}-\u{1f3ff}]/gu, '')
  tokens.push(alone(beginningOf(bare), start, start + raw.length))
}

/** As much of a term as counts. A dictionary takes a run that it does not know for one word; emoji can be joined without end. */
function beginningOf(text: string): string {
  return text.length <= termLengthMax
    ? text
    : Array.from(text.slice(0, 2 * termLengthMax))
        .slice(0, termLengthMax / 2)
        .join('')
}
