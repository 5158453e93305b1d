import { type Rect, squarify } from './squarify'

/** Space between tiles, and between the edge of a tile and its words, in pixels. */
const between = 4
const padding = 10
/** What is smaller can’t be pressed, nor hold a rank. */
const smallest = { width: 44, height: 32 }
/** A narrower column has no room for words. */
const roomMin = 60
const titleLine = 18
const metaLine = 16

/** What a tile is about. `lines` are its figures: each is a choice of wordings, the widest first, of one or several lines. */
type Item = { title: string; demand: number; lines: string[][] }

/** A tile with the words that fit, each a line: its title or else its rank, then figures. */
export type Tile = { rect: Rect; title: string[]; meta: string[] }

/** Lays tiles out by demand, the largest first. Rather than too small ones, there are fewer. */
export function tilesOf(items: Item[], width: number, height: number): Tile[] {
  for (let count = items.length; count > 0; count--) {
    const shown = items.slice(0, count)
    const most = shown[0]?.demand || 1
    const weights = shown.map(({ demand }) => Math.max(demand, most / 1_000))
    const even = shown[0]?.demand === 0 ? weights.map(() => 1) : weights
    const rects = squarify(even, { x: 0, y: 0, width: width + between, height: height + between }).map(shrunk)
    const fits = rects.every((rect) => rect.width >= smallest.width && rect.height >= smallest.height)
    if (fits || count === 1) return shown.flatMap((item, i) => tileOf(item, i + 1, rects[i]))
  }
  return []
}

function shrunk({ x, y, width, height }: Rect): Rect {
  return { x, y, width: width - between, height: height - between }
}

function tileOf(item: Item, rank: number, rect: Rect | undefined): Tile[] {
  return rect ? [{ rect, ...wordsOf(item, rank, rect) }] : []
}

function wordsOf({ title, lines }: Item, rank: number, { width, height }: Rect): Pick<Tile, 'title' | 'meta'> {
  const room = width - 2 * padding
  const words = wrap(title, room, 14)
  const linesMax = Math.floor((height - padding - 4) / titleLine)
  if (room < roomMin || linesMax < Math.min(words.length, 2)) return { title: [String(rank)], meta: [] }
  const wrapped = words.length > linesMax ? cut(words.slice(0, linesMax), room) : words
  let left = height - padding - wrapped.length * titleLine
  const meta: string[] = []
  for (const line of lines) {
    const words = line.length === 1 || fits(line[0] ?? '', room) ? line.slice(0, 1) : line.slice(1)
    if (!words.every((each) => fits(each, room)) || left - words.length * metaLine < 4) break
    meta.push(...words)
    left -= words.length * metaLine
  }
  return { title: wrapped, meta }
}

const fits = (text: string, room: number) => widthOf(text, 12.5) <= room

/** Ends the last line by an ellipsis: the whole title is in the list, and beside the map once it is chosen. */
function cut(lines: string[], room: number): string[] {
  let last = `${lines.at(-1) ?? ''}…`
  while (last.length > 1 && widthOf(last, 14) > room) last = `${last.slice(0, -2).trimEnd()}…`
  return [...lines.slice(0, -1), last]
}

/** Breaks a text between words, and a word that has no room where the room ends. */
function wrap(text: string, room: number, size: number): string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/).flatMap((word) => pieces(word, room, size))) {
    const longer = `${lines.at(-1) ?? ''} ${word}`.trim()
    if (lines.length > 0 && widthOf(longer, size) <= room) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}

function pieces(word: string, room: number, size: number): string[] {
  const all: string[] = []
  for (const letter of word) {
    const longer = `${all.at(-1) ?? ''}${letter}`
    if (all.length > 0 && widthOf(longer, size) <= room) all[all.length - 1] = longer
    else all.push(letter)
  }
  return all
}

/** About how wide a text is, in pixels, rather too wide than too narrow: nothing is measured on the server. */
function widthOf(text: string, size: number): number {
  let ems = 0
  for (const letter of text) ems += emsOf(letter)
  return ems * size
}

function emsOf(letter: string): number {
  if ((letter.codePointAt(0) ?? 0) > 0x2e80) return 1.05
  if (/[ilIjtfr.,:;'’|!()[\] ]/.test(letter)) return 0.36
  if (/[mwMW@%]/.test(letter)) return 0.92
  return /[A-Z]/.test(letter) ? 0.7 : 0.6
}
