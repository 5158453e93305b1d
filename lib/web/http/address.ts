import { type Route, routeOf } from './routes'

/** Longest path and query, in bytes as they are sent. */
export const addressBytesMax = 8_192
export const parametersMax = 50

/** The address of a request, reduced to what the site reads. `url` is all that a page sees, and the key in the cache. */
export type Address = { pathname: string; url: string; route: Route }

/** A path below which Next serves files of the build, or a file of public/. Only the path counts. */
const staticPath = /^\/(_next\/static|fonts)\/[^?]+$|^\/(icons?\.svg|apple-icon\.png)$/
/** What Next serves besides pages: resized pictures, data of pages, its own tools. None of it is used here. */
const internalPath = /^\/_next(\/|$)|^\/__next/

/** Next's own pages for failures, which we show with the right status, and pages as data for its router, which is not used here. */
const ownPage = /^\/(not-found-page|_not-found|_global-error|_error)(\/|$)|\.rsc$/

/** Returns why an address is refused, or null. */
export function addressFault(raw: string): string | null {
  if (Buffer.byteLength(raw) > addressBytesMax)
    return `This address is longer than ${addressBytesMax / 1_024} kB. Shorten it, for example what you search for.`
  const query = raw.split('?').slice(1).join('?')
  if (query.split('&').filter(Boolean).length > parametersMax)
    return `This address has more than ${parametersMax} parameters. Leave some of them out.`
  return null
}

/** Reads the target of a request. Parameters that its page does not read are dropped; the others are put in a fixed order. */
export function readAddress(raw: string): Address {
  // Requests to a proxy name a whole address. The host in it makes no difference.
  const target = raw.replace(/^https?:\/\/[^/?#]*/i, '').split('#')[0] as string
  const [before = '', ...after] = target.split('?')
  // No address of ours has a NUL in it, and no database takes one.
  let pathname = before.startsWith('/') ? before : `/${before}`
  while (pathname.includes('%00')) pathname = pathname.replaceAll('%00', '')
  const route = routeOf(pathname)
  const query = keptQuery(after.join('?'), route)
  return { pathname, url: query ? `${pathname}?${query}` : pathname, route }
}

/** Whether the address is a file that never changes under its name. */
export function isStatic(pathname: string): boolean {
  return staticPath.test(pathname)
}

/** Whether Next can be asked for this path. A badly encoded path, or one of Next's own tools, is a missing page. */
export function isServed(pathname: string): boolean {
  if (internalPath.test(pathname) && !isStatic(pathname)) return false
  try {
    return !ownPage.test(decodeURIComponent(pathname))
  } catch {
    return false
  }
}

function keptQuery(query: string, { one, many }: Route): string {
  if (!query || one.length + many.length === 0) return ''
  const given = new URLSearchParams(query)
  const kept = new URLSearchParams()
  const add = (name: string, value: string) => kept.append(name, value.replaceAll('\0', ''))
  for (const name of one) {
    const value = given.get(name)
    if (value !== null) add(name, value)
  }
  for (const name of many) for (const value of given.getAll(name)) add(name, value)
  return kept.toString()
}
