import { readLookalikes, readWords } from '../posts/vocabulary'

/** Shorter words have too many neighbours to guess from. */
const correctedLengthMin = 4
/** From this length on two edits are forgiven. */
const twoEditsLengthMin = 8
const lookalikesMax = 40

type Word = { word: string; term: string; posts: number }

/**
 * The word of the corpus that was probably meant by one that it does not have, or null. One edit for words up to
 * seven letters, two above; an edit is a letter dropped, added, replaced or swapped with its neighbour.
 */
export async function correctSpelling(word: string): Promise<Word | null> {
  if (word.length < correctedLengthMin) return null
  // All neighbours at one edit, looked up by key: complete, and quicker than asking for likeness.
  const near = best(word, await readWords(neighboursOf(word)), 1)
  if (near || word.length < twoEditsLengthMin) return near
  return best(word, await readLookalikes(word, lookalikesMax), 2)
}

function best(word: string, candidates: Word[], editsMax: number): Word | null {
  let found: Word | null = null
  let foundRank = Number.POSITIVE_INFINITY
  for (const candidate of candidates) {
    const edits = editDistance(word, candidate.word, editsMax)
    if (edits > editsMax) continue
    const rank = rankOf(word, candidate, edits)
    if (rank < foundRank) {
      found = candidate
      foundRank = rank
    }
  }
  return found
}

function neighboursOf(word: string): string[] {
  const letters = [...new Set(`abcdefghijklmnopqrstuvwxyz${word}`)]
  const neighbours = new Set<string>()
  for (let i = 0; i <= word.length; i++) {
    const before = word.slice(0, i)
    const after = word.slice(i)
    for (const letter of letters) {
      neighbours.add(before + letter + after)
      if (after) neighbours.add(before + letter + after.slice(1))
    }
    if (after) neighbours.add(before + after.slice(1))
    if (after.length > 1) neighbours.add(before + after[1] + after[0] + after.slice(2))
  }
  neighbours.delete(word)
  return [...neighbours]
}

// Fewer edits come first. Among equals the first letter, which people rarely get wrong, then frequency.
function rankOf(word: string, candidate: { word: string; posts: number }, edits: number): number {
  const otherFirst = candidate.word[0] === word[0] ? 0 : 0.5
  return edits + otherFirst - Math.log2(1 + candidate.posts) / 40
}

/**
 * Optimal string alignment distance (Damerau–Levenshtein without edits of a swapped pair). Stops at `max` and answers
 * `max + 1` then.
 */
export function editDistance(a: string, b: string, max: number): number {
  if (Math.abs(a.length - b.length) > max) return max + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let edits = Math.min((last[j] as number) + 1, (row[j - 1] as number) + 1, (last[j - 1] as number) + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        edits = Math.min(edits, (beforeLast[j - 2] as number) + 1)
      }
      row.push(edits)
    }
    if (Math.min(...row) > max) return max + 1
    beforeLast = last
    last = row
  }
  return last[b.length] as number
}
