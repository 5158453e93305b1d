/**
 * Stored HTML is on many pages, often beside others. Its ids, and links to them, begin with this character instead of the
 * name that only the page knows. It is no character for texts, and is taken out of them.
 */
export const idMark = '\uFDD0'

/** The same, of a link to a place that the text itself does not have: it may be a place of the page. */
export const placeMark = '\uFDD1'

/** A text in which no mark can be mistaken for ours: neither these two nor those of mentions and citations (lib/content/markdown). */
export function asText(text: string): string {
  return /[\uFDD0-\uFDD5]/.test(text) ? text.replace(/[\uFDD0-\uFDD5]/g, '\uFFFD') : text
}

/** Where a text is: `page` is the address before its links, if it is shown elsewhere; `places` are those that page has beside it. */
type Stand = { page?: string; places?: ReadonlySet<string> }

/**
 * Stored HTML with ids of its own on a page. `name` is another for each text of the page. An underscore joins it: anchors of answers
 * have none, and what else a page with people's anchors names begins with `page_`. A link to a place that is not there is no link.
 */
export function withIds(html: string, name: string, { page = '', places = new Set() }: Stand = {}): string {
  if (!/[\uFDD0\uFDD1]/.test(html)) return html
  return html
    .replace(/ href="#\uFDD1([^"]*)"/g, (_, place: string) => (places.has(decoded(place)) ? ` href="${page}#${place}"` : ''))
    .replace(/ href="#\uFDD0/g, () => ` href="${page}#${name}_`)
    .replaceAll(idMark, `${name}_`)
}

function decoded(place: string): string {
  try {
    return decodeURIComponent(place)
  } catch {
    return place
  }
}
