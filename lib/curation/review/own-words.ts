/** Of longer texts the beginning is read: what fails is said there. */
const lengthMax = 20_000
const fencedCode = /^ {0,3}(```|~~~)[\s\S]*?(?:^ {0,3}\1|$(?![\s\S]))/gm
const htmlBlocks = /<(blockquote|pre|code)\b[^>]{0,200}>[\s\S]{0,5000}?<\/\1>/gi
const quotedOrIndented = /^(?: {0,3}>|(?: {4}|\t)(?!\s*(?:[-*+]|\d+[.)])\s)).*$/gm

/**
 * Returns what the author of a reply says, in lower case: a text without quotes, code, addresses and what is struck out. Unlike a search
 * document, a text that is only a quote becomes empty: its author says nothing.
 */
export function ownWords(text: string): string {
  return outsideQuotes(text.slice(0, lengthMax).replace(/\\(?=[[\]])/g, ''))
    .replace(fencedCode, '\n')
    .replace(htmlBlocks, ' ')
    .replace(quotedOrIndented, '')
    .replace(/~~[^~\n]{1,1000}~~/g, ' ')
    .replace(/`[^`\n]{1,500}`/g, ' ')
    .replace(/\]\([^)\s]{0,2000}\)/g, ']')
    .replace(/https?:\/\/\S+/g, '')
    .replace(/[[\]\\*]/g, '')
    .replace(/[’‘]/g, "'")
    .toLowerCase()
}

/** Old forums nest `[quote]…[/quote]`. */
function outsideQuotes(text: string): string {
  let depth = 0
  return text
    .split(/(\[\/?quote\b[^\]\n]{0,200}\])/i)
    .filter((piece, i) => {
      if (i % 2 === 0) return depth === 0
      depth = piece.startsWith('[/') ? Math.max(0, depth - 1) : depth + 1
      return false
    })
    .join('\n')
}
