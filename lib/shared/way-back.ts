/** An address of this site. Browsers read `\` as `/` and leave out control characters, so neither is taken. */
const localAddress = /^\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/

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
  if (!localAddress.test(text) || passing.test(text)) return '/'
  if (text.length <= addressLengthMax) return text
  const [path = '/'] = text.split('?')
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
