/** A run of `*`, `_` or `~` that may open or close emphasis. `at` is its index among the pieces of the text. */
export type Delimiter = {
  sign: string
  at: number
  count: number
  written: number
  /** How many emphases it begins and ends. */
  begun: number
  ended: number
  opens: boolean
  closes: boolean
  before: Delimiter | null
  after: Delimiter | null
}

const blank = /[\s\p{Z}]/u
const mark = /[\p{P}\p{S}]/u
// Chinese, Japanese and Korean have no blanks, so emphasis may begin and end beside their characters and punctuation.
const cjk = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Bopomofo}\u3000-\u303f\uff01-\uffee]/u

/**
 * Whether a run between these characters may open and close emphasis, by the rules of CommonMark with the extension for
 * Chinese, Japanese and Korean.
 */
export function flanks(sign: string, before: string, after: string): { opens: boolean; closes: boolean } {
  const blankBefore = before === '' || blank.test(before)
  const blankAfter = after === '' || blank.test(after)
  const cjkBefore = cjk.test(before)
  const cjkAfter = cjk.test(after)
  const markBefore = !cjkBefore && mark.test(before)
  const markAfter = !cjkAfter && mark.test(after)
  const left = !blankAfter && (!markAfter || blankBefore || markBefore || cjkBefore)
  const right = !blankBefore && (!markBefore || blankAfter || markAfter || cjkAfter)
  if (sign !== '_') return { opens: left, closes: right }
  return { opens: left && (!right || mark.test(before)), closes: right && (!left || mark.test(after)) }
}

/** The runs of a text that have no partner yet, in order. */
export class Delimiters {
  last: Delimiter | null = null

  add(delimiter: Omit<Delimiter, 'before' | 'after' | 'written' | 'begun' | 'ended'>): Delimiter {
    const added: Delimiter = { ...delimiter, written: delimiter.count, begun: 0, ended: 0, before: this.last, after: null }
    if (this.last) this.last.after = added
    this.last = added
    return added
  }

  /** Pairs the runs after `bottom` and removes them. The rest of `count` is shown as text. This is the algorithm of CommonMark. */
  resolve(bottom: Delimiter | null): void {
    /** For each kind of closer, the run below which it has no opener. */
    const bottoms = new Map<string, Delimiter | null>()
    let closer = bottom ? bottom.after : this.first()
    while (closer) {
      if (!closer.closes) {
        closer = closer.after
        continue
      }
      const kind = `${closer.sign}${closer.opens}${closer.written % 3}`
      const known = bottoms.get(kind)
      const least = known === undefined ? bottom : known
      let opener = closer.before
      while (opener && opener !== bottom && opener !== least && !isPair(opener, closer)) opener = opener.before
      if (!opener || opener === bottom || opener === least) {
        bottoms.set(kind, closer.before)
        const next: Delimiter | null = closer.after
        if (!closer.opens) this.remove(closer)
        closer = next
        continue
      }
      const used = opener.count >= 2 && closer.count >= 2 ? 2 : 1
      opener.count -= used
      closer.count -= used
      opener.begun++
      closer.ended++
      opener.after = closer
      closer.before = opener
      if (opener.count === 0) this.remove(opener)
      if (closer.count === 0) {
        const next: Delimiter | null = closer.after
        this.remove(closer)
        closer = next
      }
    }
    this.last = bottom
    if (bottom) bottom.after = null
  }

  private first(): Delimiter | null {
    let first = this.last
    while (first?.before) first = first.before
    return first
  }

  private remove(delimiter: Delimiter): void {
    if (delimiter.before) delimiter.before.after = delimiter.after
    if (delimiter.after) delimiter.after.before = delimiter.before
    else this.last = delimiter.before
  }
}

function isPair(opener: Delimiter, closer: Delimiter): boolean {
  if (opener.sign !== closer.sign || !opener.opens) return false
  if (opener.sign === '~') return true
  const isUneven = (opener.closes || closer.opens) && (opener.written + closer.written) % 3 === 0
  return !isUneven || (opener.written % 3 === 0 && closer.written % 3 === 0)
}
