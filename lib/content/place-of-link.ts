import { decoded } from './absolute-addresses'

const written = /(?:(?:https?:)?\/\/|www\.)[^\s<>"`]+/gi
/** What may follow an address without a blank: the end of its brackets or of its sentence, and what comes after that. */
const ends = /[).,;:!?*_~\]}'"|]/g

/** Returns where a text in Markdown has an address, in the form that `linksInHtml()` gives it; null where it is written in another way. */
export function placeOfLink(markdown: string, address: string): number | null {
  for (const { 0: found, index } of markdown.matchAll(written)) {
    const lengths = [found.length, ...[...found.matchAll(ends)].map(({ index }) => index)]
    if (lengths.some((length) => normal(found.slice(0, length)) === address)) return index
  }
  return null
}

function normal(text: string): string | null {
  const target = decoded(text.replace(/\\(?=[!-/:-@[-`{-~])/g, ''))
  const full = /^www\./i.test(target) ? `http://${target}` : target
  if (!URL.canParse(full, 'https://x')) return null
  const url = new URL(full, 'https://x')
  url.hash = ''
  return url.href
}
