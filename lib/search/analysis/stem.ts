import snowball from 'snowball-stemmers'
import { env } from '../../platform/env'
import { fold } from './fold'

/** Letters alone: a word of a language, which is stemmed. */
export const plainWord = /^[\p{L}\p{M}\u00ad]+$/u

/** The term of a word or name that is written without a sign. */
export function termOf(word: string): string {
  const folded = fold(word)
  return plainWord.test(word) ? stem(folded) : folded
}

/** The term of one folded plain word. */
export function stem(word: string): string {
  let known = stems.get(word)
  if (known === undefined) {
    if (stems.size >= stemsKeptMax) stems.clear()
    known = (word.length > 2 && stemmer().stem(word)) || word
    stems.set(word, known)
  }
  return known
}

const stemsKeptMax = 200_000
const stems = new Map<string, string>()
let made: { stem(word: string): string } | undefined

function stemmer(): { stem(word: string): string } {
  if (!made) {
    const snow = snowball.newStemmer(env().language)
    made = { stem: (word) => snow.stem(word) }
  }
  return made
}
