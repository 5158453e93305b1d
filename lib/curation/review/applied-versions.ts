import { type AppliedVersion, entryVersions } from './entry-versions'
import { isNewer, isYear, newestOf } from './version-numbers'

export type { AppliedVersion } from './entry-versions'

/**
 * Returns the versions that an answer applies to, each product once. A number without a name belongs to the entry before it, because people
 * type "iOS 16, 17", unless it is none that follows or precedes. What names no version, such as "Windows" or "all versions", is left out,
 * and so is a year without a name: it says when, not what.
 */
export function appliedVersions(appliesTo: string[]): AppliedVersion[] {
  const products = new Map<string, AppliedVersion>()
  let before: AppliedVersion[] = []
  for (const entry of appliesTo) {
    const named = entryVersions(entry).flatMap((each) => (each.name === '' ? inherited(each, before) : [each]))
    for (const each of named) {
      const known = products.get(nameKey(each.name))
      products.set(nameKey(each.name), known ? joined(known, each) : each)
    }
    if (named.length > 0) before = named.filter(({ name }) => name !== '')
  }
  return [...products.values()]
}

/** Names as they compare: without case, and with one blank for hyphens and blanks, as tags have them. */
export function nameKey(name: string): string {
  return nameWords(name).join(' ').toLowerCase()
}

/** The words of a name between which people write blanks or hyphens. */
export const nameWords = (name: string) => name.split(/[\s\-_]+/u).filter(Boolean)

function inherited(bare: AppliedVersion, before: AppliedVersion[]): AppliedVersion[] {
  const owners = before.filter(
    ({ version }) => version[0] === bare.version[0] || isNewer(bare.version, version) || isNewer(version, bare.version),
  )
  if (owners.length > 0) return owners.map(({ name }) => ({ ...bare, name }))
  return bare.version.length === 1 && isYear(bare.version[0] ?? 0) ? [] : [bare]
}

function joined(a: AppliedVersion, b: AppliedVersion): AppliedVersion {
  return { name: a.name, version: newestOf(a.version, b.version), isOpen: a.isOpen || b.isOpen }
}
