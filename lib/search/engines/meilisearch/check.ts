import { codeOf, faultOf, indexName, searching } from './client'
import { settingsDiffering } from './settings'
import { readMirror } from './state'

/** The oldest server with all that we use (indexes swapped by name); another major version may mean anything. Tried on 1.50. */
const supported = { major: 1, minor: 18 }

export type IndexCheck =
  | { usable: true }
  /** `rebuild` says that a rebuild would help: the server is there, the index is not ours or not there. */
  | { usable: false; fault: string; rebuild: boolean }

/** Whether an index can be searched and written to: a server that speaks to us, the index there, its settings ours. */
export async function checkIndex(indexUid = indexName(), wanted = supported): Promise<IndexCheck> {
  try {
    const { pkgVersion } = await searching().getVersion()
    if (!isSupported(pkgVersion, wanted))
      return {
        usable: false,
        rebuild: false,
        fault: `Meilisearch ${pkgVersion} is not supported: it must be ${wanted.major}.${wanted.minor} or a later ${wanted.major}.`,
      }
    const differing = settingsDiffering((await searching().index(indexUid).getSettings()) as Record<string, unknown>)
    if (differing.length === 0) return { usable: true }
    return {
      usable: false,
      rebuild: true,
      fault: `The index “${indexUid}” was built by another version of Cairn: ${differing.join(', ')}.`,
    }
  } catch (error) {
    if (codeOf(error) === 'index_not_found') return { usable: false, rebuild: true, fault: `There is no index “${indexUid}” yet.` }
    return { usable: false, rebuild: false, fault: faultOf(error) }
  }
}

/**
 * Whether the index serves: besides, it was built whole since this installation uses Meilisearch, and a search is answered in
 * time.
 */
export async function checkServing(): Promise<IndexCheck> {
  const { mirrored, rebuiltAt } = await readMirror()
  if (!mirrored || rebuiltAt === null) return { usable: false, rebuild: true, fault: 'The index is being built.' }
  const check = await checkIndex()
  if (!check.usable) return check
  await searching()
    .index(indexName())
    .search('', { limit: 1, attributesToRetrieve: ['id'] })
  return check
}

/** Whether a server of this version has what we use. */
export function isSupported(version: string, wanted = supported): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major === wanted.major && minor >= wanted.minor
}
