/** Characters of a part: about as many tokens as a model reads at once. */
const partLength = 900
/** A part is cut at the end of a line or sentence, or at a space, but never shorter than this share of it. */
const cutShareMin = 0.5

/**
 * A long text in parts that a model can read whole, each under the title so that it stays clear what it is about. What
 * lies behind the last part says little about the whole.
 */
export function partsOf(title: string, body: string, countMax: number): string[] {
  const parts: string[] = []
  let rest = body.trim()
  while (parts.length < countMax && (rest || parts.length === 0)) {
    const length = cutAt(rest, partLength)
    parts.push([title, rest.slice(0, length).trim()].filter(Boolean).join('\n'))
    rest = rest.slice(length).trim()
  }
  return parts
}

function cutAt(text: string, lengthMax: number): number {
  if (text.length <= lengthMax) return text.length
  const window = text.slice(0, lengthMax)
  const least = lengthMax * cutShareMin
  for (const end of [window.lastIndexOf('\n'), window.lastIndexOf('. ') + 1, window.lastIndexOf(' ')]) if (end >= least) return end
  return lengthMax
}
