/** Steps that a text may cost for links that turn out to be none, for each of its characters. */
const stepsOfCharacter = 8
const parenthesesMax = 32
const labelLengthMax = 999

/** Reads what follows the text of a link. Its steps are limited by the length of the text. After that, nothing is a link. */
export class LinkReader {
  private steps: number

  constructor(private readonly text: string) {
    this.steps = stepsOfCharacter * text.length + 1_000
  }

  /** Returns the end of `(address "title")` at `at`, or -1. */
  resource(at: number): number {
    if (this.text[at] !== '(') return -1
    let end = this.blanks(at + 1)
    if (this.text[end] === ')') return end + 1
    end = this.address(end)
    if (end === -1) return -1
    const next = this.blanks(end)
    const title = next > end ? this.title(next) : -1
    end = title === -1 ? next : this.blanks(title)
    return this.text[end] === ')' ? end + 1 : -1
  }

  /** Returns the definition `[label]: address "title"` at `at`, on lines of its own, with its end, or null. */
  definition(at: number): { label: string; end: number } | null {
    const label = this.label(at)
    if (label === null || this.text[label.end] !== ':' || /^\^|^\s*$/.test(label.text)) return null
    const from = this.blanks(label.end + 1)
    const address = from < this.text.length ? this.address(from) : -1
    if (address <= from) return null
    const next = this.blanks(address)
    const title = next > address ? this.title(next) : -1
    const end = title === -1 ? -1 : this.lineEnd(title)
    const whole = end === -1 ? this.lineEnd(address) : end
    return whole === -1 ? null : { label: labelOf(label.text), end: whole }
  }

  /** Returns `[label]` at `at`, without brackets in it, or null. */
  label(at: number): { text: string; end: number } | null {
    if (this.text[at] !== '[') return null
    for (let i = at + 1; i < this.text.length && i - at <= labelLengthMax && this.spend(); i++) {
      const sign = this.text[i]
      if (sign === '\\') i++
      else if (sign === '[') return null
      else if (sign === ']') return { text: this.text.slice(at + 1, i), end: i + 1 }
    }
    return null
  }

  private address(at: number): number {
    if (this.text[at] === '<') {
      for (let i = at + 1; i < this.text.length && this.spend(); i++) {
        const sign = this.text[i]
        if (sign === '\\') i++
        else if (sign === '>') return i + 1
        else if (sign === '<' || sign === '\n') return -1
      }
      return -1
    }
    let depth = 0
    let i = at
    for (; i < this.text.length && this.spend(); i++) {
      const sign = this.text.charAt(i)
      if (sign === '\\' && /[!-/:-@[-`{-~]/.test(this.text[i + 1] ?? '')) i++
      else if (sign <= ' ') break
      else if (sign === '(' && ++depth > parenthesesMax) return -1
      else if (sign === ')' && --depth < 0) break
    }
    return depth > 0 ? -1 : i
  }

  private title(at: number): number {
    const closing = { '"': '"', "'": "'", '(': ')' }[this.text[at] ?? '']
    if (!closing) return -1
    for (let i = at + 1; i < this.text.length && this.spend(); i++) {
      const sign = this.text[i]
      if (sign === '\\') i++
      else if (sign === closing) return i + 1
      else if (sign === '(' && closing === ')') return -1
    }
    return -1
  }

  private blanks(at: number): number {
    let i = at
    while (this.text[i] === ' ' || this.text[i] === '\t' || this.text[i] === '\n') i++
    this.steps -= i - at
    return i
  }

  private lineEnd(at: number): number {
    let i = at
    while (this.text[i] === ' ' || this.text[i] === '\t') i++
    this.steps -= i - at
    return i >= this.text.length ? i : this.text[i] === '\n' ? i + 1 : -1
  }

  private spend(): boolean {
    return --this.steps > 0
  }
}

/** Returns a label in the form in which labels are compared. */
export function labelOf(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase().toUpperCase()
}
