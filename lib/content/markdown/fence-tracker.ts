/**
 * Tells for each line whether it is certainly in fenced code, which the parser does not parse. Only fences without indentation
 * count: others may be in a list or a quote and end with it. If the end of a fence is uncertain, no later line counts.
 */
export class FenceTracker {
  private fence: { marks: string; indent: number } | null = null
  /**
   * In a block of raw HTML, a line of backticks opens no fence. The block ends at a blank line; for some kinds the end is not
   * looked for.
   */
  private html = false
  private isLost = false

  /** Takes the next line. Returns whether it is fenced, including the first and last line of the fence. */
  take(text: string, isBlank: boolean): boolean {
    if (this.isLost) return false
    if (this.fence) return this.within(text, isBlank, this.fence)
    if (this.html && isBlank) this.html = false
    else if (/^[ \t>]*<(?:[!?]|(?:script|pre|style|textarea)\b)/i.test(text)) this.isLost = true
    else if (/^[ \t>]*<[a-z/]/i.test(text)) this.html = true
    const found = /^( {0,3})(`{3,}(?=[^`]*$)|~{3,})/.exec(text)
    if (!found) {
      // After a mark, or with more indentation, its meaning depends on the open containers.
      if (startsWithMarks.test(text)) this.isLost = true
      return false
    }
    if (this.html) this.isLost = true
    else this.fence = { marks: found[2] ?? '', indent: found[1]?.length ?? 0 }
    return this.fence?.indent === 0
  }

  private within(text: string, isBlank: boolean, { marks, indent }: { marks: string; indent: number }): boolean {
    const closing = /^( {0,3})(`+|~+)[ \t]*$/.exec(text)
    const closes = closing?.[2]?.startsWith(marks) ?? false
    if (indent === 0) {
      if (closes) this.fence = null
      return true
    }
    // A line with less indentation than the fence ends the container of the fence, and so the fence.
    if (!isBlank && (/^ */.exec(text)?.[0].length ?? 0) < indent) this.isLost = true
    else if (closes) this.fence = null
    return false
  }
}

const startsWithMarks = /^(?:[ \t]|>|[-*+]|\d{1,9}[.)]|\[\^[^\]\s]{1,1000}\]:)*(?:`{3,}(?=[^`]*$)|~{3,})/
