/** Returns the names behind fences and in classes of code in HTML. It may return too many, because an unused grammar has no effect. */
export function languagesIn(markdown: string): Set<string> {
  const found = new Set<string>()
  for (const [, fenced, named = ''] of markdown.matchAll(/(?:`{3}|~{3})[ \t]*([^\s`~]{1,40})|language-([^\s"'>]{1,40})/g))
    found.add(fenced ?? named)
  return found
}
