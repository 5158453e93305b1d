import { requestContextOrNone } from './request-context'

/** Where the copy of Next's bundle for the browser's components finds this: it must not import the server. */
const key = Symbol.for('cairn.html-part')

/**
 * Keeps HTML for the page that is being made and returns its number in this page. `SentOnce` writes it into the page by this number, so
 * that Next's data for React holds the number and not the HTML once more (decision 0035). Null outside of a request and during
 * development, when pages are also updated from that data: there the HTML itself has to be in it.
 */
export function keepHtml(html: string): number | null {
  const context = process.env.NODE_ENV === 'development' ? undefined : requestContextOrNone()
  if (!context) return null
  context.htmlParts ??= []
  return context.htmlParts.push(html) - 1
}

/** @throws Error for a number that this page has not got. */
function htmlPart(part: number): string {
  const html = requestContextOrNone()?.htmlParts?.[part]
  if (html === undefined) throw new Error(`The page has no HTML with the number ${part}.`)
  return html
}
Reflect.set(globalThis, key, htmlPart)
