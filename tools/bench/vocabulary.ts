import { z } from 'zod'
import { pool, queryRows } from '../../lib/platform/db'
import { seeded } from '../evaluate'
import type { Vocabulary } from './corpus'

const Word = z.object({ word: z.string() })

/** The words of the forum that is there, the most frequent first; `pick` prefers frequent ones as its texts do. */
export async function readVocabulary(seed: number): Promise<Vocabulary> {
  const rows = await queryRows(
    pool(),
    Word,
    `select word from search_word where posts > 0 and word ~ '^[a-z]{2,20}$' order by posts desc, word`,
  )
  const words = rows.map(({ word }) => word)
  const random = seeded(seed)
  // Zipf: the frequency of a word is the inverse of its rank.
  return { words, pick: () => words[Math.floor(words.length ** random()) - 1] as string }
}
