import { localAddress } from './local-address'

/**
 * Room for the ask form with the longest title in a script that takes nine characters a letter in an address. Longer addresses lose their
 * parameters: twice encoded they would not fit into a link.
 */
const addressLengthMax = 4_000

/** Pages for getting in and out: nobody wants to return to them, and some have a secret in their address. */
const passing =
  /^\/(sign-in|sign-up|sign-out|signed-out|forgot|reset|verify|first-admin|undo-address|account-deleted|not-found-page)(?![\w-])/

/** Returns the address of this site to which someone returns after signing in; the home page for any text that is none. */
export function wayBack(text: string): string {
  const address = localAddress(text)
  if (passing.test(address)) return '/'
  if (address.length <= addressLengthMax) return address
  const [path = '/'] = address.split('?')
  return path.length <= addressLengthMax ? path : '/'
}

/**
 * Returns where links for getting in lead back to from the page at `url`: to that page, or, from a page for getting in, to where its reader
 * came from. `typed` is that place if a form has sent it.
 */
export function wayBackFrom(url: string, typed?: string): string {
  if (!passing.test(url)) return wayBack(url)
  return wayBack(typed ?? new URLSearchParams(url.split('?')[1] ?? '').get('next') ?? '/')
}
