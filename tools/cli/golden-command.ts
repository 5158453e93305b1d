import { transaction } from '../../lib/platform/db'
import { DomainError } from '../../lib/platform/errors'
import { addGolden, checkGolden, type GoldenQuery, readGolden, type StoredGolden, searchEngine } from '../../lib/search'
import { print } from './print'
import { withDatabase } from './with-database'

/** `cairn golden add QUERY HIT`: adds a query that must always find this page among its first three. @throws DomainError `conflict` where it must find another. */
export async function goldenAddCommand(query: string, hit: string, { json }: { json?: boolean }): Promise<void> {
  const golden = await withDatabase(async () => {
    await transaction((tx) => addGolden(tx, { query, hit }))
    return readGolden()
  })
  print(json, golden.map(pairOf), [`${golden.length} golden queries`])
}

/** `cairn golden check`: searches for them all. @throws DomainError `invalid` if one does not find what it must. */
export async function goldenCheckCommand({ json }: { json?: boolean }): Promise<void> {
  const { golden, failed } = await withDatabase(async () => {
    const golden = await readGolden()
    return { golden, failed: await checkGolden(searchEngine(), golden) }
  })
  print(json, { checked: golden.length, failed: failed.map(pairOf) }, [
    ...failed.map(({ query, hit }) => `“${query}” does not find ${hit}`),
    ...(failed.length === 0 ? [`${golden.length} golden queries find what they must`] : []),
  ])
  if (failed.length > 0) throw new DomainError('invalid', `${failed.length} of ${golden.length} golden queries fail.`)
}

function pairOf({ query, hit }: StoredGolden): GoldenQuery {
  return { query, hit }
}
