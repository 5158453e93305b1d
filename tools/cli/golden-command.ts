import { env } from '../../lib/platform/env'
import { DomainError } from '../../lib/platform/errors'
import { addGolden, checkGolden, readGolden, searchEngine } from '../../lib/search'
import { print } from './print'
import { withDatabase } from './with-database'

/** `cairn golden add QUERY HIT`: adds a query that must always find this page among its first three. */
export async function goldenAddCommand(query: string, hit: string, { json }: { json?: boolean }): Promise<void> {
  await addGolden(query, hit)
  const golden = await readGolden()
  print(json, golden, [`${env().goldenQueries}: ${golden.length} golden queries`])
}

/** `cairn golden check`: searches for them all. @throws DomainError `invalid` if one does not find what it must. */
export async function goldenCheckCommand({ json }: { json?: boolean }): Promise<void> {
  const golden = await readGolden()
  const failed = await withDatabase(() => checkGolden(searchEngine(), golden))
  print(json, { checked: golden.length, failed }, [
    ...failed.map(({ query, hit }) => `“${query}” does not find ${hit}`),
    ...(failed.length === 0 ? [`${golden.length} golden queries find what they must`] : []),
  ])
  if (failed.length > 0) throw new DomainError('invalid', `${failed.length} of ${golden.length} golden queries fail.`)
}
