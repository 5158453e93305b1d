/** An address of this site that a form named, or `otherwise`: never one that leads elsewhere. */
export function localAddress(text: string, otherwise = '/'): string {
  return /^\/(?![/\\])[\x21-\x7e]*$/.test(text) ? text : otherwise
}
