/** Characters of a chunk: about as many tokens as a model reads at once. */
const chunkLength = 900
/** A chunk is cut at the end of a line or sentence, or at a space, but never shorter than this share of it. */
const cutShareMin = 0.5

/**
 * A long text in chunks that a model can read whole, each under the title so that it stays clear what it is about. What
 * lies behind the last chunk says little about the whole.
 */
export function chunksOf(title: string, body: string, countMax: number): string[] {
  const chunks: string[] = []
  let rest = body.trim()
  while (chunks.length < countMax && (rest || chunks.length === 0)) {
    const length = cutAt(rest, chunkLength)
    chunks.push([title, rest.slice(0, length).trim()].filter(Boolean).join('\n'))
    rest = rest.slice(length).trim()
  }
  return chunks
}

function cutAt(text: string, lengthMax: number): number {
  if (text.length <= lengthMax) return text.length
  const window = text.slice(0, lengthMax)
  const least = lengthMax * cutShareMin
  for (const end of [window.lastIndexOf('\n'), window.lastIndexOf('. ') + 1, window.lastIndexOf(' ')]) if (end >= least) return end
  return lengthMax
}
