/** Returns a name in the form in which topics are compared: letter case, blanks and Unicode forms make no difference. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}
