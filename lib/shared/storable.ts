/** PostgreSQL stores no NUL, and a lone surrogate is no text. */
export function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}
