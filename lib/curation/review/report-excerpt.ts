import { reportsFailure, sentenceEnd } from './doubt-signs'

const excerptLength = 280

/** Returns what an editor should read first of a reply: its beginning, or the first sentence that reports a failure if that comes later. */
export function reportExcerpt(text: string): string {
  let from = 0
  for (const sentence of text.split(sentenceEnd)) {
    const at = text.indexOf(sentence, from)
    from = at + sentence.length
    if (!reportsFailure(sentence.toLowerCase().replace(/[’‘]/g, "'"))) continue
    if (from > excerptLength) return `… ${cut(text.slice(at))}`
    break
  }
  return cut(text)
}

const cut = (text: string) => (text.length > excerptLength ? `${text.slice(0, excerptLength).trimEnd()} …` : text)
