/** Returns a generator of numbers from 0 to 1 that gives the same numbers for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const letters = 'abcdefghijklmnopqrstuvwxyz'
const misspeltLengthMin = 5

/** Returns the text with one misspelling: a letter dropped, doubled, swapped or replaced in a random word of five letters or more. */
export function misspell(text: string, random: () => number): string {
  const words = [...text.matchAll(/[A-Za-z]{5,}/g)].filter((match) => match[0].length >= misspeltLengthMin)
  const chosen = words[Math.floor(random() * words.length)]
  if (!chosen) return text
  const [word] = chosen
  const at = Math.floor(random() * (word.length - 1))
  const changed = [
    () => word.slice(0, at) + word.slice(at + 1),
    () => word.slice(0, at + 1) + word.slice(at),
    () => word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2),
    () => word.slice(0, at) + letters[Math.floor(random() * letters.length)] + word.slice(at + 1),
  ][Math.floor(random() * 4)] as () => string
  return text.slice(0, chosen.index) + changed() + text.slice(chosen.index + word.length)
}
