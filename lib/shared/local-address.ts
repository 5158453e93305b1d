/**
 * Returns an address of this site that a form or link named, or `otherwise`: never one that leads elsewhere. Browsers read `\` as `/` and
 * leave out control characters, so neither is taken.
 */
export function localAddress(text: string, otherwise = '/'): string {
  return /^\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/.test(text) ? text : otherwise
}
