import type { HtmlToken } from '../markdown/html-tags'
import type { Delimiter } from './emphasis'
import { type Around, WordTree } from './word-tree'

/** The role of a piece other than text: marks of emphasis, a tag, or the beginning or end of a link or picture. */
export type Mark =
  | { kind: 'run'; delimiter: Delimiter }
  | { kind: 'tag'; token: HtmlToken }
  | { kind: 'link' | 'picture' | 'linkEnd' | 'pictureEnd' }

type Piece = { text: string; mark: Mark | null }

/** The words of a paragraph, cut wherever Markdown has a mark. */
export class Pieces {
  private readonly pieces: Piece[] = []
  private hasTags = false

  get length(): number {
    return this.pieces.length
  }

  /** Adds a piece that ends at `end`. Returns `end`, where the caller goes on reading. */
  push(text: string, end: number, mark: Mark | null = null): number {
    this.pieces.push({ text, mark })
    if (mark?.kind === 'tag') this.hasTags = true
    return end
  }

  /** Replaces the text of a piece by a mark. */
  replace(at: number, mark: Mark): void {
    this.pieces[at] = { text: '', mark }
  }

  dropFrom(at: number): void {
    this.pieces.length = at
  }

  /** Returns the words. Marks of emphasis must be resolved; those without a partner are text. `around` is the HTML around them. */
  words(around: Around | undefined): string {
    for (const piece of this.pieces) {
      if (piece.mark?.kind === 'run') piece.text = piece.mark.delimiter.sign.repeat(piece.mark.delimiter.count)
    }
    return this.hasTags ? this.wordsAmongTags(around) : this.pieces.map(({ text }) => text).join('')
  }

  private wordsAmongTags(around: Around | undefined): string {
    const tree = new WordTree('p', around)
    let pictures = 0
    for (const { text, mark } of this.pieces) {
      if (mark?.kind === 'run') for (let i = 0; i < mark.delimiter.ended; i++) tree.leave()
      // Tags in the text of a picture are not elements.
      if (mark?.kind === 'tag' && pictures === 0) tree.tag(mark.token, false)
      else tree.text(text)
      if (mark?.kind === 'run') for (let i = 0; i < mark.delimiter.begun; i++) tree.enter('em')
      else if (mark?.kind === 'link') tree.enter('a')
      else if (mark?.kind === 'linkEnd') tree.leave()
      else if (mark?.kind === 'picture') pictures++
      else if (mark?.kind === 'pictureEnd') pictures--
    }
    return tree.words()
  }
}
