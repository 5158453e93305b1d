/**
 * Markdown as the words a reader sees, for search and excerpts. Cheap on purpose (no parse tree): an import passes
 * every post through it, so every repetition has a bound: a hostile text costs no more than a long one. Code keeps its text; addresses of links go, their words stay.
 */
export function plainText(markdown: string): string {
  return markdown
    .replace(/^[ \t]*(```|~~~).*$/gm, '')
    .replace(/\\$/gm, '')
    .replace(/!\[([^[\]\n]{0,300})\]\([^()\n]{0,1000}\)/g, '$1')
    .replace(/\[([^[\]\n]{0,300})\]\([^()\s]{0,1000}(?:\s+"[^"\n]{0,300}")?\)/g, '$1')
    .replace(/<(https?:[^<>\s]{1,1000})>/g, '$1')
    .replace(/<\/?[a-z][a-z0-9]{0,20}(\s[^<>]{0,1000})?\/?>/gi, ' ')
    .replace(/^[ \t]*(#{1,6}|>+|[-*+]|\d+[.)])[ \t]+/gm, '')
    .replace(/^[|: \t-]+$/gm, (line) => (line.includes('--') && line.includes('|') ? '' : line))
    .replace(/\\([\\`*_{}[\]()#+\-.!<>~|])/g, '$1')
    .replace(/(\*\*|__|~~)(?=\S)([^\n*_~]{0,300}\S)\1/g, '$2')
    .replace(/(^|[\s(])[*_](?=\S)([^\n*_]{0,300}\S)[*_](?=[\s).,;:!?]|$)/gm, '$1$2')
    .replace(/`+/g, '')
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n\s*/g, '\n')
    .trim()
}

/** The beginning of a text in one line, cut at a word, with an ellipsis where something is left out. */
export function excerpt(text: string, lengthMax: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= lengthMax) return line
  const cut = line.slice(0, lengthMax)
  const space = cut.lastIndexOf(' ')
  return `${cut.slice(0, space > lengthMax * 0.5 ? space : lengthMax).replace(/[\s,;:.–-]+$/, '')} …`
}

const signature =
  /^\s*(--|—|best regards|kind regards|regards|cheers|thanks( in advance| a lot| so much)?|thank you( in advance)?|sent from my .{1,30}|hi( all| everyone| guys)?|hello( all| everyone)?)[\s,.!]*$/i

/** A Markdown text without what its author only quotes, and without lines that every letter has: its own matter remains. */
export function withoutQuotes(markdown: string): string {
  const own = markdown
    .replace(/\[quote[^\]\n]{0,200}\][\s\S]{0,5000}?\[\/quote\]/gi, '')
    .split('\n')
    .filter((line) => !/^\s{0,3}>/.test(line) && !signature.test(line))
    .join('\n')
  // A post that only quotes says what it quotes.
  return own.trim() ? own : markdown
}
