import { readWordsByFrequency } from '../../lib/search/measuring'
import { seeded } from '../evaluate'
import type { Vocabulary } from './corpus'

/** Reads the words of the forum in the database, the most frequent first. `pick` prefers frequent ones, as texts do. */
export async function readVocabulary(seed: number): Promise<Vocabulary> {
  const words = await readWordsByFrequency()
  const random = seeded(seed)
  // Zipf: the frequency of a word is the inverse of its rank.
  return { words, pick: () => words[Math.floor(words.length ** random()) - 1] as string }
}
