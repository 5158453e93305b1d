import type { Token } from '../analysis/token'

/**
 * What the ranker needs of a post, in a form it can read without parsing: for every place, which term stands there.
 *
 * Layout, little-endian: u16 distinct terms n · u16 entries of the title · u16 entries of the body ·
 * n × u32 hashes, ascending · (title + body) × u16 entries. An entry is the index of its term's hash; the highest bit
 * says that it stands at the place of the entry before it.
 */
export type ForwardIndex = {
  titleLength: number
  bodyLength: number
  /** Index of a hash, or -1. */
  indexOf(hash: number): number
  /** How many terms there are: indexes are below it. */
  distinct: number
  /** Entries of title, then body. */
  entries: Uint16Array
}

const headerBytes = 6
/** Of entries: its term shares the place of the one before. */
export const togetherBit = 0x8000
/** A post's first words decide how it ranks; what lies behind is found all the same. */
const entriesMax = 6_000
const distinctMax = 0x7fff

/** Packs a post's words. Too long posts lose their tail here, not in the engine. */
export function packForwardIndex(title: Token[], body: Token[]): Buffer {
  const titleTokens = title.slice(0, entriesMax)
  const bodyTokens = body.slice(0, entriesMax)
  const all = [...titleTokens, ...bodyTokens].map((token) => hashOf(token.term))
  const hashes = [...new Set(all)].sort((a, b) => a - b).slice(0, distinctMax)
  const indexOf = new Map(hashes.map((hash, i) => [hash, i]))
  const buffer = Buffer.allocUnsafe(headerBytes + hashes.length * 4 + all.length * 2)
  buffer.writeUInt16LE(hashes.length, 0)
  buffer.writeUInt16LE(titleTokens.length, 2)
  buffer.writeUInt16LE(bodyTokens.length, 4)
  for (const [i, hash] of hashes.entries()) buffer.writeUInt32LE(hash, headerBytes + i * 4)
  const at = headerBytes + hashes.length * 4
  ;[...titleTokens, ...bodyTokens].forEach((token, i) => {
    const index = indexOf.get(all[i] as number) ?? 0
    buffer.writeUInt16LE(index | (token.together ? togetherBit : 0), at + i * 2)
  })
  return buffer
}

/** Opens what `packForwardIndex` made. */
export function openForwardIndex(buffer: Buffer): ForwardIndex {
  const n = buffer.readUInt16LE(0)
  const titleLength = buffer.readUInt16LE(2)
  const bodyLength = buffer.readUInt16LE(4)
  const entries = entriesOf(buffer, headerBytes + n * 4, titleLength + bodyLength)
  return {
    titleLength,
    bodyLength,
    entries,
    distinct: n,
    indexOf(hash) {
      let low = 0
      let high = n - 1
      while (low <= high) {
        const middle = (low + high) >> 1
        const found = buffer.readUInt32LE(headerBytes + middle * 4)
        if (found === hash) return middle
        if (found < hash) low = middle + 1
        else high = middle - 1
      }
      return -1
    },
  }
}

/** Whether a post has one of these terms, given by their hashes. */
export function holdsAny(forward: Buffer, hashes: number[]): boolean {
  const post = openForwardIndex(forward)
  return hashes.some((hash) => post.indexOf(hash) >= 0)
}

// A view where the bytes lie right for one: a search opens a thousand of these. Every platform of Node is little-endian.
function entriesOf(buffer: Buffer, at: number, length: number): Uint16Array {
  const start = buffer.byteOffset + at
  if (start % 2 === 0) return new Uint16Array(buffer.buffer, start, length)
  return new Uint16Array(buffer.buffer.slice(start, start + length * 2))
}

/**
 * FNV-1a over UTF-16 units, 32 bits. A post of 200 terms meets a wrong one once in twenty million look-ups, and then
 * only its rank is off.
 */
export function hashOf(term: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < term.length; i++) {
    hash ^= term.charCodeAt(i)
    hash = Math.imul(hash, 0x01000193)
  }
  return hash >>> 0
}
