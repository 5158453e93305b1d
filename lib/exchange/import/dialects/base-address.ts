import path from 'node:path'
import { DomainError } from '../../../platform/errors'
import { filesOf, textOf } from '../files'

/** An export names its forum in about every tenth topic, so this is enough. */
const filesMax = 300
const votesEnough = 20

/** Returns the address from `--base`, with a slash at the end. @throws DomainError `invalid` if it is not the address of a forum. */
export function checkedBase(base: string): string {
  const url = URL.canParse(base) ? new URL(base) : null
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password)
    throw new DomainError('invalid', `--base must be the address of the forum, such as https://forum.example, not “${base}”.`)
  return withSlash(url.origin + url.pathname)
}

/**
 * Returns the address of the forum that a Discourse export comes from, with a slash at the end, or null. It is the
 * one that the first files name most often, in links to its own topics or else in addresses of its own pictures.
 */
export async function findDiscourseBase(source: string): Promise<string | null> {
  const links = new Map<string, number>()
  const uploads = new Map<string, number>()
  let files = 0
  for await (const file of filesOf(
    source,
    (name) => name.endsWith('.json'),
    () => {},
  )) {
    const text = await textOf(file)
    for (const [, base = ''] of text.matchAll(internalLink)) vote(links, base)
    for (const [, base = ''] of text.matchAll(ownUpload)) vote(uploads, base)
    if (++files >= filesMax || Math.max(0, ...links.values()) >= votesEnough) break
  }
  const found = mostNamed(links) ?? mostNamed(uploads)
  return found ? withSlash(found) : null
}

// For JSON as it is in the file. Discourse writes both keys in this order, and slashes may be escaped.
const internalLink = /"url":\s?"(https?:(?:\\?\/){2}[^"\s]{1,200}?)\\?\/t\\?\/[^"\s]{1,300}",\s{0,40}"internal":\s?true/g
const ownUpload = /(https?:(?:\\?\/){2}[\w.:-]{1,200}?(?:\/[\w-]{1,60})?)\\?\/uploads\\?\/default\\?\//g

/** Returns the address of a Stack Exchange site from the name of its archive, or null. */
export function stackExchangeBase(source: string): string | null {
  const host = /^((?:[a-z0-9-]+\.){1,3}(?:com|net))(?:[.-]|$)/i.exec(path.basename(path.resolve(source)))?.[1]
  return host && /(?:stackexchange|stackoverflow|serverfault|superuser|askubuntu|mathoverflow|stackapps)\.(?:com|net)$/i.test(host)
    ? `https://${host.toLowerCase()}/`
    : null
}

function vote(votes: Map<string, number>, base: string): void {
  // A forum that moved to https is named with http and https.
  const address = base.replaceAll('\\', '').replace(/^http:/, 'https:')
  votes.set(address, (votes.get(address) ?? 0) + 1)
}

function mostNamed(votes: Map<string, number>): string | undefined {
  return [...votes].sort(([, a], [, b]) => b - a)[0]?.[0]
}

function withSlash(address: string): string {
  return address.endsWith('/') ? address : `${address}/`
}
