/** A link as two texts compare: host and path, without what changes from one post to the next. */
const link = /\b(?:https?:\/\/|www\.)[^\s<>()[\]"'`]+/gi
/** What is quoted as code, such as a log, advertises nothing. */
const code = /```[\s\S]*?(?:```|$)|~~~[\s\S]*?(?:~~~|$)|`[^`\n]+`/g

/** Returns the addresses of other sites that a Markdown text links to or names, outside of code, each once. `ownHost` is this site's. */
export function linksIn(text: string, ownHost: string): string[] {
  const found = text.replace(code, ' ').match(link) ?? []
  const keys = found.flatMap((address) => keyOf(address) ?? [])
  return [...new Set(keys)].filter((key) => key !== ownHost && !key.startsWith(`${ownHost}/`))
}

function keyOf(address: string): string | null {
  try {
    const { host, pathname } = new URL(/^www\./i.test(address) ? `https://${address}` : address)
    return `${host.replace(/^www\./, '')}${pathname}`.replace(/[/.,;:!?*_]+$/, '')
  } catch {
    return null
  }
}

/** Returns how many letters and digits of any script a Markdown text has outside of code, links and their addresses. */
export function lettersIn(text: string): number {
  const words = text.replace(code, ' ').replace(link, ' ')
  return words.match(/[\p{L}\p{N}]/gu)?.length ?? 0
}
