/**
 * Says of each line whether it surely is fenced code, which the parser takes as it is. Only fences without indentation count: others
 * may be within a list or a quote and end with it. Where it can't be told where one ends, nothing counts from there on.
 */
export class FenceTracker {
  private fence: { marks: string; indent: number } | null = null
  /** A block of raw HTML, in which a line of backticks opens nothing, ends at a blank line; of some the end is not looked for. */
  private html = false
  private isLost = false

  /** Takes the next line of the text. Returns whether it is fenced, the first and the last line of the fence included. */
  take(text: string, isBlank: boolean): boolean {
    if (this.isLost) return false
    if (this.fence) return this.within(text, isBlank, this.fence)
    if (this.html && isBlank) this.html = false
    else if (/^[ \t>]*<(?:[!?]|(?:script|pre|style|textarea)\b)/i.test(text)) this.isLost = true
    else if (/^[ \t>]*<[a-z/]/i.test(text)) this.html = true
    const found = /^( {0,3})(`{3,}(?=[^`]*$)|~{3,})/.exec(text)
    if (!found) {
      // Behind a mark or far to the right, it depends on what is open there.
      if (startsWithMarks.test(text)) this.isLost = true
      return false
    }
    if (this.html) this.isLost = true
    else this.fence = { marks: found[2] as string, indent: (found[1] as string).length }
    return this.fence?.indent === 0
  }

  private within(text: string, isBlank: boolean, { marks, indent }: { marks: string; indent: number }): boolean {
    const closing = /^( {0,3})(`+|~+)[ \t]*$/.exec(text)
    const closes = closing?.[2]?.startsWith(marks) ?? false
    if (indent === 0) {
      if (closes) this.fence = null
      return true
    }
    // Further left than the fence, what it is in has ended, and the fence with it.
    if (!isBlank && (/^ */.exec(text)?.[0].length ?? 0) < indent) this.isLost = true
    else if (closes) this.fence = null
    return false
  }
}

const startsWithMarks = /^(?:[ \t]|>|[-*+]|\d{1,9}[.)]|\[\^[^\]\s]{1,1000}\]:)*(?:`{3,}(?=[^`]*$)|~{3,})/
