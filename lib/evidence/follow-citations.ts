import { isSameClaim, type Placed, sentencesOf, similarity } from './claims'

/** What became of a source of the text before: `moved` where it stands beside another sentence now. */
export type Followed<Known> = { known: Known; isMoved: boolean }

/**
 * Finds the sources of a text again in the next one, in the order of `now`; null for those that are new. A source is found beside the most
 * similar sentence. It has moved if that is another sentence, or if `text` has one that is more like its own.
 */
export function followCitations<Known extends Placed>(before: Known[], now: Placed[], text: string): (Followed<Known> | null)[] {
  const pairs = now.flatMap(({ label, claim }, place) =>
    before.flatMap((known, from) => (known.label === label ? [{ place, from, alike: similarity(known.claim, claim) }] : [])),
  )
  // The most similar first: what has stayed is not taken by what is like it.
  pairs.sort((a, b) => b.alike - a.alike || a.place - b.place || a.from - b.from)
  const followed = now.map((): Followed<Known> | null => null)
  const taken = new Set<number>()
  const sentences = before.length > 0 ? sentencesOf(text) : []
  for (const { place, from, alike } of pairs) {
    const known = before[from]
    if (!known || followed[place] || taken.has(from)) continue
    const isLeft = alike < 1 && sentences.some((sentence) => similarity(known.claim, sentence) > alike)
    followed[place] = { known, isMoved: !isSameClaim(known.claim, now[place]?.claim ?? '') || isLeft }
    taken.add(from)
  }
  return followed
}
