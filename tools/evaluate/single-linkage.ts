import { Islands } from '../../lib/curation/gaps/measuring'

/** Ties between threads by their places, for the methods that gaps are compared with. */
export type PlainTie = { a: number; b: number; closeness: number }

/** Returns the group of each thread: everything that some chain of ties of at least the threshold connects. */
export function singleLinkage(threads: number, ties: PlainTie[], threshold: number): number[] {
  const connected = new Islands(threads)
  for (const { a, b, closeness } of ties) if (closeness >= threshold) connected.connect(a, b)
  return Array.from({ length: threads }, (_, i) => connected.of(i))
}

/** Words in more than this share of the titles connect nothing by themselves. */
const commonShare = 0.1
const closenessMin = 0.1

/** The cosine of titles, each word weighed by its rarity among them. */
export function titleTies(titles: string[]): PlainTie[] {
  const words = titles.map((title) => new Set(title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []))
  const having = new Map<string, number[]>()
  for (const [i, set] of words.entries()) for (const word of set) having.set(word, [...(having.get(word) ?? []), i])
  const weight = (word: string) => Math.log(1 + titles.length / (having.get(word)?.length ?? 1)) ** 2
  const lengths = words.map((set) => Math.sqrt([...set].reduce((sum, word) => sum + weight(word), 0)))
  const ties: PlainTie[] = []
  for (const [a, set] of words.entries()) {
    const others = new Set<number>()
    for (const word of set) {
      const titlesWith = having.get(word) ?? []
      if (titlesWith.length <= titles.length * commonShare) for (const b of titlesWith) if (b > a) others.add(b)
    }
    for (const b of others) {
      const both = [...set].filter((word) => words[b]?.has(word)).reduce((sum, word) => sum + weight(word), 0)
      const closeness = both / ((lengths[a] ?? 1) * (lengths[b] ?? 1))
      if (closeness > closenessMin) ties.push({ a, b, closeness })
    }
  }
  return ties
}
