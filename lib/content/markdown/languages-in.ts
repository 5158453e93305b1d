/** What is behind fences, and as a class of code in HTML. A guess is enough: a grammar too many does nothing. */
export function languagesIn(markdown: string): Set<string> {
  const found = new Set<string>()
  for (const [, fenced, named] of markdown.matchAll(/(?:`{3}|~{3})[ \t]*([^\s`~]{1,40})|language-([^\s"'>]{1,40})/g))
    found.add((fenced ?? named) as string)
  return found
}
